// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.crdt;

import io.dsm.core.command.Command;
import io.dsm.core.command.Computation;
import io.dsm.core.command.Gate;
import io.dsm.core.command.Keys;
import io.dsm.core.command.Outcome;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.core.types.crdt.counter.Summing;
import io.dsm.core.types.crdt.counter.Tally;
import io.dsm.core.watch.WatchHub;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.VersionVector;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handle of one CRDT collection. */
public final class CrdtHandle<C, S> implements CrdtCollection<C> {

  private final CrdtSpec<C> spec;
  private final Content<C, S> content;
  private final WatchHub<?, C> hub;
  private final Supplier<VersionVector> known;
  private final Gate gate;

  /**
   * @param known what this replica has received
   */
  public CrdtHandle(
      CrdtSpec<C> spec,
      Content<C, S> content,
      WatchHub<?, C> hub,
      Supplier<VersionVector> known,
      Gate gate) {
    this.spec = spec;
    this.content = content;
    this.hub = hub;
    this.known = known;
    this.gate = gate;
  }

  /**
   * The states and what they are.
   *
   * @param tallies what was added here and is in no state yet; null where nothing is summed up
   */
  public record Content<C, S>(
      CrdtDefinition<C, S> definition, CrdtState<S> state, @Nullable Tallies tallies) {

    /** Puts into the states what was added before. */
    void settle() {
      if (tallies != null) {
        tallies.settle();
      }
    }

    /** The typed handle of a key, however it is reached. */
    public C handle(String key, CrdtCell<S> cell) {
      return definition.handle(cell);
    }
  }

  @Override
  public C at(String key) {
    Keys.check(spec.address(), key);
    Tallies tallies = content.tallies();
    return content
        .definition()
        .handle(tallies == null ? new Cell(key) : new SummingCell(key, tallies));
  }

  @Override
  public Set<String> keys() {
    gate.requireRunning("keys");
    content.settle();
    return Set.copyOf(content.state().keys());
  }

  @Override
  public VersionVector versionVector() {
    gate.requireRunning("versionVector");
    content.settle();
    return known.get();
  }

  @Override
  public byte[] deltaSince(VersionVector since) {
    Objects.requireNonNull(since, "known");
    gate.requireRunning("deltaSince");
    content.settle();
    return switch (gate.carryOut(new Command.Export(spec.address(), since))) {
      case Outcome.Exported(byte[] delta) -> delta;
      case Outcome other -> throw unexpected(other);
    };
  }

  @Override
  public void merge(byte[] delta) {
    gate.requireRunning("merge");
    Outcome outcome = gate.carryOut(new Command.Merge(spec.address(), delta.clone()));
    if (!(outcome instanceof Outcome.Merged)) {
      throw unexpected(outcome);
    }
  }

  @Override
  public Subscription watch(Consumer<? super Change<C>> watcher) {
    Objects.requireNonNull(watcher, "watcher");
    gate.requireRunning("watch");
    content.settle();
    return hub.subscribe(watcher);
  }

  @Override
  public Subscription watch(Position from, Consumer<? super Positioned<C>> watcher) {
    Objects.requireNonNull(watcher, "watcher");
    gate.requireRunning("watch");
    content.settle();
    return hub.subscribe(from, watcher);
  }

  @Override
  public Flow.Publisher<Change<C>> changes() {
    gate.requireRunning("changes");
    return hub.changes();
  }

  @Override
  public Flow.Publisher<Positioned<C>> changes(Position from) {
    gate.requireRunning("changes");
    return hub.changes(from);
  }

  @Override
  public String toString() {
    return "CRDTs " + spec.address();
  }

  private static IllegalStateException unexpected(Outcome outcome) {
    return new IllegalStateException("an outcome of another command: " + outcome);
  }

  /** One key, where additions are summed up. */
  private final class SummingCell extends Cell implements Summing {

    private final Tallies tallies;
    private @Nullable Tally tally;

    private SummingCell(String key, Tallies tallies) {
      super(key);
      this.tallies = tallies;
    }

    @Override
    public Tally adding() {
      gate.requireRunning("update");
      Tally known = tally;
      if (known == null) {
        known = tallies.of(key());
        tally = known;
      }
      return known;
    }

    @Override
    public @Nullable Tally added() {
      Tally known = tally;
      return known == null ? tallies.known(key()) : known;
    }
  }

  /** One key. */
  private class Cell implements CrdtCell<S> {

    private final String key;

    private Cell(String key) {
      this.key = key;
    }

    final String key() {
      return key;
    }

    @Override
    public S state() {
      gate.requireRunning("read");
      return content.state().at(key);
    }

    @Override
    public S update(Mutation<S> mutation) {
      return update(Computation.of(mutation));
    }

    @Override
    public S updateStamped(StampedMutation<S> mutation) {
      return update(Computation.stamped(mutation));
    }

    @SuppressWarnings("unchecked") // the engine answers with a state of this collection
    private S update(Computation<S> computation) {
      gate.requireRunning("update");
      return switch (gate.carryOut(new Command.Update(spec.address(), key, computation))) {
        case Outcome.Updated(Object state) -> (S) state;
        case Outcome other -> throw unexpected(other);
      };
    }
  }
}
