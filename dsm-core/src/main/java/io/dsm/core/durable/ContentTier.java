// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.engine.EngineState;
import io.dsm.core.engine.Event;
import io.dsm.core.engine.JournalState;
import io.dsm.core.engine.Replica;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.spi.journal.Journal;
import io.dsm.spi.time.Timers;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open content journal of a node with all that belongs to it: recovery when it is opened,
 * declarations, checkpoints, the end.
 */
public final class ContentTier {

  private static final System.Logger LOG = System.getLogger("io.dsm");
  private static final long REBUILD_CHECK_NANOS = 200_000_000;

  private final JournalHome home;
  private final EngineState state;
  private final Shell shell;
  private final Catalogue catalogue = new Catalogue();
  private final Unclaimed unclaimed = new Unclaimed();
  private final AtomicBoolean checkpointing = new AtomicBoolean();
  private final List<String> remarks = new ArrayList<>();
  private final Journal journal;
  private final ContentJournal changes;
  private volatile boolean rebuilding;
  private volatile long checkpointBytes;

  /**
   * What the tier needs of its node.
   *
   * @param engine takes events, in order
   * @param timers of the node
   * @param workers may block
   * @param checkpointBytes growth after which a checkpoint is written
   * @param alone whether there can never be peers
   */
  public record Shell(
      Consumer<Event> engine,
      Timers timers,
      Executor workers,
      long checkpointBytes,
      boolean alone) {}

  private ContentTier(JournalHome home, EngineState state, Shell shell) {
    this.home = home;
    this.state = state;
    this.shell = shell;
    this.checkpointBytes = shell.checkpointBytes();
    Journal opened = home.open();
    try {
      boolean lost = setAsideIfDamaged(opened);
      this.journal = lost ? home.open() : opened;
      opened = journal;
      recover(lost);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    this.changes =
        new ContentJournal(journal, catalogue, shell.timers(), this::changed, this::synced);
  }

  /**
   * Opens the journal and gives what it kept to the open durable collections. Blocks on the disk.
   *
   * @throws DsmException.Fatal if it cannot be used; nothing was changed on disk then
   * @throws DsmException.Rejected if a collection is open as something else than it was
   */
  public static ContentTier recover(JournalHome home, EngineState state, Shell shell) {
    return new ContentTier(home, state, shell);
  }

  /** Where the loop writes to. */
  public ChangeJournal changes() {
    return changes;
  }

  private boolean setAsideIfDamaged(Journal opened) {
    String damage = home.damage();
    if (damage == null) {
      return false;
    }
    if (shell.alone()) {
      throw new DsmException.Fatal(
          damage + " This node is standalone: there are no peers to rebuild from.");
    }
    opened.close();
    String where = home.setAside();
    remarks.add(
        "the content journal was damaged and is kept in "
            + where
            + "; durable collections began empty and are rebuilt from peers: "
            + damage);
    LOG.log(Level.ERROR, remarks.getLast());
    return true;
  }

  private void recover(boolean lost) {
    ContentRecovery recovery =
        new ContentRecovery(
            home.location(),
            new ContentRecovery.Targets(state.replicas(), shell.engine(), catalogue, unclaimed));
    Journal.Recovery found = journal.recover(recovery);
    recovery.finish();
    String unreadable = state.unrecovered();
    if (unreadable != null) {
      throw new DsmException.Fatal(
          "Journal %s: a record is intact but cannot be merged: %s. The node cannot start; nothing was changed on disk. Start it with the definition that wrote it."
              .formatted(home.location(), unreadable));
    }
    if (found.truncatedBytes() > 0) {
      remarks.add(
          found.truncatedBytes()
              + " bytes that never became durable were cut off, a copy is in "
              + home.condition().setAside());
    }
    if (unclaimed.size() > 0) {
      remarks.add(unclaimed.size() + " records of collections that are not open are kept");
    }
    remarks.forEach(remark -> LOG.log(Level.WARNING, home.location() + ": " + remark));
    state.replicas().values().stream()
        .filter(Replica::durable)
        .forEach(replica -> declare(replica.declaration()));
    rebuildIfOwed(lost, recovery.rebuildOwed());
    LOG.log(Level.DEBUG, "{0}: recovered {1}", home.location(), found);
  }

  private void rebuildIfOwed(boolean lost, boolean owed) {
    if (lost) {
      journal.append(ContentFormat.REBUILD, ContentFormat.rebuild(true));
    }
    if (lost || owed) {
      rebuilding = true;
      state.rebuild();
      journal.sync();
      shell.timers().after(REBUILD_CHECK_NANOS, this::checkRebuilt);
    }
  }

  private void checkRebuilt() {
    if (state.isRebuilding()) {
      shell.timers().after(REBUILD_CHECK_NANOS, this::checkRebuilt);
      return;
    }
    try {
      journal.append(ContentFormat.REBUILD, ContentFormat.rebuild(false));
      rebuilding = false;
      LOG.log(Level.WARNING, home.location() + ": content lost to damage was rebuilt from peers");
    } catch (DsmException e) {
      changes.fail("the end of the rebuild was not written", e);
    }
  }

  /**
   * Makes a collection known, before it takes changes.
   *
   * @throws DsmException.Rejected if the journal keeps it as something else
   */
  public synchronized void declare(Declaration declaration) {
    catalogue.admit(declaration, home.location());
    if (catalogue.number(declaration.address()) == null) {
      ContentFormat.Declared added = catalogue.add(declaration);
      journal.append(
          ContentFormat.DECLARED, ContentFormat.declared(added.number(), added.declaration()));
    }
  }

  /** What is kept of a collection that was declared just now, to be merged into it. */
  public List<Operation> kept(Declaration declaration) {
    Integer number = catalogue.number(declaration.address());
    return number == null ? List.of() : unclaimed.of(number, declaration.tag());
  }

  /** What was {@link #kept} has been merged. */
  public void claimed(CollectionAddress address) {
    Integer number = catalogue.number(address);
    if (number != null) {
      unclaimed.forget(number);
    }
  }

  private void changed(JournalState now) {
    shell.engine().accept(new Event.JournalChanged(now));
  }

  private void synced() {
    if (home.condition().diskWasFull()) {
      changes.fail(
          "the disk is full",
          new IllegalStateException(
              "the reserve was given up, so that leases and the shutdown still work; free some"
                  + " space"));
    } else if (journal.bytesSinceCheckpoint() > checkpointBytes
        && checkpointing.compareAndSet(false, true)) {
      try {
        shell.workers().execute(this::checkpoint);
      } catch (RejectedExecutionException e) {
        checkpointing.set(false); // The node is closing.
      }
    }
  }

  private void checkpoint() {
    try {
      long record = journal.lastRecord();
      long[] bytes = new long[1];
      journal.checkpoint(
          record,
          sink ->
              writeTo(
                  (kind, payload) -> {
                    bytes[0] += payload.length;
                    sink.append(kind, payload);
                  }));
      checkpointBytes = Math.max(shell.checkpointBytes(), bytes[0]);
    } catch (DsmException.Unavailable e) {
      checkpointBytes *= 2;
      LOG.log(Level.WARNING, home.location() + ": no checkpoint was written; the log grows", e);
    } catch (RuntimeException e) {
      changes.fail("a checkpoint was not written", e);
    } finally {
      checkpointing.set(false);
    }
  }

  /**
   * All that is known: whatever was appended before is in the replicas already, and what comes
   * meanwhile may be in it, too, which is harmless because records are idempotent.
   */
  private void writeTo(Journal.CheckpointSink sink) {
    for (Map.Entry<Integer, Declaration> entry : catalogue.all().entrySet()) {
      sink.append(ContentFormat.DECLARED, ContentFormat.declared(entry.getKey(), entry.getValue()));
    }
    unclaimed.writeTo(sink);
    for (Replica replica : state.replicas().values()) {
      Integer number = catalogue.number(replica.address());
      if (replica.durable() && number != null) {
        replica
            .content()
            .forEachRemaining(
                operation ->
                    sink.append(
                        ContentFormat.kind(operation), ContentFormat.operation(number, operation)));
      }
    }
    if (rebuilding) {
      sink.append(ContentFormat.REBUILD, ContentFormat.rebuild(true));
    }
  }

  /** Makes everything durable and lets go of the files. */
  public void close() {
    changes.close();
    journal.close();
  }

  public String location() {
    return home.location();
  }

  /** Why changes are refused; null if they are not. */
  public @Nullable String failure() {
    return changes.failure();
  }

  /** Whether content was lost to damage and peers have not yet given it back. */
  public boolean rebuilding() {
    return rebuilding;
  }

  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Records of collections that are not open. */
  public long unclaimed() {
    return unclaimed.size();
  }

  /** What a restart would read beyond the last checkpoint, at most; 0 if nobody knows any more. */
  public long bytesSinceCheckpoint() {
    try {
      return journal.bytesSinceCheckpoint();
    } catch (DsmException e) {
      return 0;
    }
  }
}
