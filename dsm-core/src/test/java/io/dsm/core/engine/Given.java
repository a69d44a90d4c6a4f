// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.Codecs;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Command;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Roster;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.core.types.crdt.counter.PnCounterState;
import io.dsm.core.types.crdt.counter.PnCounters;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.core.types.register.RegisterState;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine with one register and one counter collection, and words for what happens to it. */
final class Given {

  static final Member SELF = member("self");
  static final Member PEER = member("peer");
  static final Member THIRD = member("third");
  static final CollectionAddress HINTS = new CollectionAddress("t", "app", "hints");
  static final CollectionAddress COUNTS = new CollectionAddress("t", "app", "counts");
  static final Declaration HINTS_DECLARED = new Declaration(HINTS, "hints/v1", "register");
  static final Declaration COUNTS_DECLARED = new Declaration(COUNTS, "counts/v1", "pn-counter/v1");
  static final Caller CALLER = outcome -> {};
  static final byte[] VALUE = {7};
  static final long SECOND = 1_000_000_000L;
  static final long WALL = 1_000_000;
  static final int PENDING_WRITES = 3;

  final RegisterState<String> hints =
      new RegisterState<>(Codecs.forType(String.class, Optional.empty()));
  final CrdtState<PnCounterState> counts = new CrdtState<>(new PnCounters());
  final EngineState state;
  private final Engine engine;
  private long millis;

  private Given(EngineSettings settings) {
    state = new EngineState(settings, HybridClock.inMemory(SELF, 500), SELF);
    engine = new Engine(state);
    when(new Event.CollectionOpened(new Replica.Registers<>(HINTS_DECLARED, hints, false)));
    when(new Event.CollectionOpened(new Replica.Crdts<>(COUNTS_DECLARED, counts, false)));
    when(new Event.Started());
  }

  static EngineSettings settings(boolean broadcast, long logBytes) {
    return new EngineSettings(
        true,
        broadcast,
        logBytes,
        8_192,
        1 << 20,
        1L << 30,
        SECOND / 4,
        SECOND,
        SECOND / 4,
        10_000,
        1_000,
        Roster.NOBODY,
        PENDING_WRITES);
  }

  /** A node that is alone. */
  static Given alone() {
    Given given = new Given(settings(true, 1 << 20));
    given.view(SELF);
    return given;
  }

  /** A node with one peer, both equal. */
  static Given withPeer() {
    return withPeer(settings(true, 1 << 20));
  }

  static Given withPeer(EngineSettings settings) {
    Given given = new Given(settings);
    given.view(SELF);
    given.view(SELF, PEER);
    return given;
  }

  static Member member(String name) {
    return new Member(NodeId.of(name), new Incarnation(1));
  }

  List<Effect> view(Member... members) {
    return when(new Event.ViewChanged(new ClusterView(1, List.of(members)), false));
  }

  /** Lets wall and monotonic time pass. */
  Given later(long byMillis) {
    millis += byMillis;
    return this;
  }

  List<Effect> when(Event event) {
    List<Effect> effects =
        new ArrayList<>(engine.step(event, new Moment(WALL + millis, millis * 1_000_000)));
    state.validate();
    return effects;
  }

  List<Effect> put(String key) {
    return when(new Event.PutRequested(putCommand(key, 0, Optional.empty()), CALLER));
  }

  List<Effect> putAwaiting(Acknowledgement acknowledgement) {
    return when(
        new Event.PutRequested(
            putCommand("k", 0, Optional.of(new Command.Awaited(acknowledgement, SECOND, CALLER))),
            CALLER));
  }

  static Command.Put putCommand(String key, long lifetime, Optional<Command.Awaited> awaited) {
    return new Command.Put(HINTS, key, VALUE, lifetime, Optional.empty(), awaited);
  }

  static Operation write(String key, Version version) {
    return new Operation.Write(HINTS_DECLARED.tag(), key, RegisterRecord.of(version, VALUE));
  }

  static Version version(long millis, Member origin) {
    return new Version(0, millis, 0, origin);
  }

  static VersionVector vector(Object... originsAndNumbers) {
    Map<Member, Long> counters = new java.util.HashMap<>();
    for (int i = 0; i < originsAndNumbers.length; i += 2) {
      counters.put((Member) originsAndNumbers[i], ((Number) originsAndNumbers[i + 1]).longValue());
    }
    return new VersionVector(counters);
  }
}
