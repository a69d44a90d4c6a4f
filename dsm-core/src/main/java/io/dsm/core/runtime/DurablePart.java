// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.Durability;
import io.dsm.core.durable.ContentTier;
import io.dsm.core.engine.Event;
import io.dsm.core.engine.Replica;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.diagnostics.DurabilityDiagnostics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The content journal of a node, opened when it is first needed, or nothing. */
final class DurablePart {

  private final Optional<JournalHome> home;
  private final EventualTier eventual;
  private final ContentTier.Shell shell;
  private volatile @Nullable ContentTier tier;
  private boolean started;

  DurablePart(EventualTier eventual, Ports ports, Settings settings, boolean alone) {
    this.home = ports.journals().content();
    this.eventual = eventual;
    this.shell =
        new ContentTier.Shell(
            eventual::submit,
            ports.timers(),
            ports.threads().workers(),
            settings.number(Setting.CHECKPOINT_BYTES),
            alone);
  }

  /**
   * Whether a collection is durable on this node.
   *
   * @param wanted empty for the default: durable where that is possible
   * @throws DsmException.Rejected if it shall be and cannot
   */
  boolean admits(CollectionAddress address, Optional<Durability> wanted) {
    boolean durable = wanted.map(Durability.LOCAL::equals).orElse(home.isPresent());
    if (durable && home.isEmpty()) {
      throw new DsmException.Rejected(
          "collection "
              + address
              + " shall be durable, but this node has no data directory; it was not opened; set"
              + " data-directory (Builder.dataDirectory) to a directory that survives restarts, or"
              + " declare the collection with durability memory");
    }
    return durable;
  }

  /** Opens a collection for the engine, with what the journal keeps of it if the node has begun. */
  synchronized void open(Replica replica) {
    if (!replica.durable() || !started) {
      eventual.submit(new Event.CollectionOpened(replica));
      return;
    }
    ContentTier current = required();
    current.declare(replica.declaration());
    eventual.submit(new Event.CollectionOpened(replica));
    restore(current, replica.declaration());
  }

  private void restore(ContentTier current, Declaration declaration) {
    List<Operation> kept = current.kept(declaration);
    if (kept.isEmpty()) {
      return;
    }
    CompletableFuture<Void> merged = new CompletableFuture<>();
    eventual.submit(new Event.ContentRecovered(kept));
    eventual.execute(() -> merged.complete(null));
    merged.join();
    current.claimed(declaration.address());
  }

  /** Recovers what the open collections had. Blocks on the disk. */
  synchronized void start() {
    started = true;
    if (eventual.state().replicas().values().stream().anyMatch(Replica::durable)) {
      required();
    }
  }

  private ContentTier required() {
    ContentTier current = tier;
    if (current == null) {
      current = ContentTier.recover(home.orElseThrow(), eventual.state(), shell);
      tier = current;
      eventual.attach(current.changes());
    }
    return current;
  }

  void close() {
    ContentTier current = tier;
    if (current != null) {
      current.close();
    }
  }

  DurabilityDiagnostics diagnostics() {
    ContentTier current = tier;
    if (current == null) {
      return DurabilityDiagnostics.NONE;
    }
    return new DurabilityDiagnostics(
        Optional.of(current.location()),
        Optional.ofNullable(current.failure()),
        current.rebuilding(),
        current.bytesSinceCheckpoint(),
        current.unclaimed(),
        current.remarks());
  }
}
