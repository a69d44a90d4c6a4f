// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.micro;

import io.dsm.CollectionAddress;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.Codecs;
import io.dsm.core.command.Command;
import io.dsm.core.engine.Engine;
import io.dsm.core.engine.EngineSettings;
import io.dsm.core.engine.EngineState;
import io.dsm.core.engine.Event;
import io.dsm.core.engine.Moment;
import io.dsm.core.engine.Replica;
import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.repair.digest.RangeDigest;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Roster;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.MessageCodec;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.core.types.register.RegisterState;
import io.dsm.register.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The steps a write goes through, each for itself. Frames: per entry of 200 bytes. */
@State(Scope.Benchmark)
public class StepsInside {

  private static final int ENTRIES = 10_000;
  private static final int PER_FRAME = 32;
  private static final Member SELF = new Member(NodeId.of("self"), new Incarnation(1));
  private static final Member PEER = new Member(NodeId.of("peer"), new Incarnation(1));
  private static final Declaration DECLARED =
      new Declaration(new CollectionAddress("t", "app", "map"), "map/v1", "register");

  private final String[] keys = new String[ENTRIES];
  private final byte[] value = "v".repeat(200).getBytes(StandardCharsets.UTF_8);
  private final Version stamp = new Version(0, 1_700_000_000_000L, 1, PEER);
  private final RangeDigest digest = new RangeDigest(_ -> 1L);
  private Engine engine;
  private Engine receiver;
  private Message.Delta delta;
  private byte[] frame;
  private int turn;
  private long millis = 1_700_000_000_000L;
  private long received;

  /** Engines with a peer, a frame, a digest of ten thousand keys. */
  @Setup
  public void prepare() {
    engine = engine(SELF, PEER);
    receiver = engine(PEER, SELF);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = "key-" + i;
      digest.added(keys[i], i);
      if (i < PER_FRAME) {
        operations.add(
            new Operation.Write(DECLARED.tag(), keys[i], RegisterRecord.of(stamp, value)));
      }
    }
    delta = new Message.Delta(PEER, 1, operations, false);
    frame = MessageCodec.encode(delta);
  }

  /** An entry written into a frame. */
  @Benchmark
  @OperationsPerInvocation(PER_FRAME)
  public byte[] encodeEntry() {
    return MessageCodec.encode(delta);
  }

  /** An entry read from a frame. */
  @Benchmark
  @OperationsPerInvocation(PER_FRAME)
  public Object decodeEntry() {
    return MessageCodec.decode(frame);
  }

  /** The sums of all ranges of a key follow its change. */
  @Benchmark
  public void digestUpdate() {
    String key = key();
    digest.replaced(key, Hashes.of(key, stamp), Hashes.of(key, stamp));
  }

  /** A write decided upon: stamped, merged, numbered, logged. */
  @Benchmark
  public Object enginePut() {
    Command.Put put =
        new Command.Put(DECLARED.address(), key(), value, 0, Optional.empty(), Optional.empty());
    return engine.step(new Event.PutRequested(put, _ -> {}), now());
  }

  /** An entry of a peer applied. */
  @Benchmark
  @OperationsPerInvocation(PER_FRAME)
  public Object engineApply() {
    long first = received + 1;
    received += PER_FRAME;
    List<Operation> operations = new ArrayList<>(PER_FRAME);
    for (int i = 0; i < PER_FRAME; i++) {
      Version version = new Version(0, millis, (int) received + i, SELF);
      operations.add(new Operation.Write(DECLARED.tag(), key(), RegisterRecord.of(version, value)));
    }
    return receiver.step(
        new Event.DeltaReceived(SELF, new Message.Delta(SELF, first, operations, false)), now());
  }

  private static Engine engine(Member self, Member peer) {
    EngineSettings settings =
        new EngineSettings(
            true,
            true,
            8 << 20,
            8_192,
            1 << 20,
            1L << 30,
            250_000_000L,
            1_000_000_000L,
            250_000_000L,
            10_000,
            1_000,
            Roster.NOBODY,
            1_000);
    Engine engine =
        new Engine(new EngineState(settings, HybridClock.inMemory(self, Long.MAX_VALUE / 2), self));
    Moment start = new Moment(1_700_000_000_000L, 0);
    RegisterState<String> state =
        new RegisterState<>(Codecs.forType(String.class, Optional.empty()));
    engine.step(new Event.CollectionOpened(new Replica.Registers<>(DECLARED, state, false)), start);
    engine.step(new Event.Started(), start);
    ClusterView view = new ClusterView(1, List.of(self, peer));
    engine.step(new Event.ViewChanged(view, false), start);
    return engine;
  }

  private Moment now() {
    return new Moment(millis, 0);
  }

  private String key() {
    int next = turn + 1;
    turn = next == ENTRIES ? 0 : next;
    if (turn == 0) {
      millis++;
    }
    return keys[turn];
  }
}
