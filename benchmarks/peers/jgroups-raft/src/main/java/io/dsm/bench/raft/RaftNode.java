// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.raft;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem.Place;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedMap;
import io.dsm.bench.system.SharedRefs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgroups.JChannel;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.blocks.CounterService;
import org.jgroups.raft.blocks.RaftSyncCounter;
import org.jgroups.raft.blocks.ReplicatedStateMachine;
import org.jspecify.annotations.Nullable;

/** One member with a map and counters; each has a channel and a log of its own. */
final class RaftNode implements BenchNode {

  private final JChannel maps;
  private final JChannel counts;
  private final ReplicatedStateMachine<String, String> map;
  private final CounterService counters;

  private RaftNode(
      JChannel maps,
      JChannel counts,
      ReplicatedStateMachine<String, String> map,
      CounterService counters) {
    this.maps = maps;
    this.counts = counts;
    this.map = map;
    this.counters = counters;
  }

  static String settings() {
    return "jgroups-raft 1.1.4.Final, its raft.xml over TCP with TCPPING; dirty reads; put waits"
        + " for a majority; lock: compare-and-swap 0 to 1 to 0, no lease, no token";
  }

  static RaftNode start(Place place, BiConsumer<RAFT, String> log) throws Exception {
    JChannel maps = channel(place, 0, log);
    JChannel counts = channel(place, 1, log);
    ReplicatedStateMachine<String, String> map = new ReplicatedStateMachine<>(maps);
    map.raftId(id(place.index())).timeout(20_000).allowDirtyReads(true);
    CounterService counters = new CounterService(counts);
    counters.raftId(id(place.index())).replTimeout(20_000);
    maps.connect("maps");
    counts.connect("counts");
    return new RaftNode(maps, counts, map, counters);
  }

  @Override
  public int members() {
    return Math.min(maps.view().size(), counts.view().size());
  }

  @Override
  public boolean ready() {
    return raft(maps).leader() != null && raft(counts).leader() != null;
  }

  /** Local reads; a write always waits for a majority. */
  @Override
  public Optional<SharedMap> map() {
    return acknowledgedMap();
  }

  @Override
  public Optional<SharedMap> acknowledgedMap() {
    return Optional.of(
        new SharedMap() {
          @Override
          public @Nullable String get(String key) throws Exception {
            map.allowDirtyReads(true);
            return map.get(key);
          }

          @Override
          public void put(String key, String value) throws Exception {
            map.put(key, value);
          }
        });
  }

  @Override
  public Optional<SharedLocks> locks() {
    return Optional.of(new Swaps());
  }

  @Override
  public Optional<SharedRefs> refs() {
    return Optional.of(new RaftRefs(raft(maps), map));
  }

  @Override
  public void close() {
    maps.close();
    counts.close();
  }

  private static JChannel channel(Place place, int offset, BiConsumer<RAFT, String> log)
      throws Exception {
    String hosts =
        place.ports().stream()
            .map(port -> "127.0.0.1[" + (port + offset) + "]")
            .collect(Collectors.joining(","));
    String tcp =
        "<TCP bind_addr=\"127.0.0.1\" bind_port=\""
            + (place.port() + offset)
            + "\" port_range=\"0\" tcp_nodelay=\"true\" diag.enabled=\"false\"/>";
    String stack =
        shipped()
            .replaceAll("(?s)<UDP.*?/>", tcp)
            .replace("<PING />", "<TCPPING port_range=\"0\" initial_hosts=\"" + hosts + "\"/>")
            .replaceAll("<raft.CLIENT.*?/>", "")
            .replaceFirst(
                "<FD_SOCK/>", "<FD_SOCK start_port=\"" + (place.port() + 4 + offset) + "\"/>");
    JChannel channel =
        new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
    RAFT raft = raft(channel);
    raft.members(IntStream.range(0, place.ports().size()).mapToObj(RaftNode::id).toList());
    raft.raftId(id(place.index()));
    log.accept(raft, place.directory().resolve("log-" + offset).toString());
    return channel.setName(id(place.index()));
  }

  private static RAFT raft(JChannel channel) {
    return channel.getProtocolStack().findProtocol(RAFT.class);
  }

  private static String id(int index) {
    return Character.toString('A' + index);
  }

  private static String shipped() throws IOException {
    try (InputStream in = RAFT.class.getClassLoader().getResourceAsStream("raft.xml")) {
      if (in == null) {
        throw new IOException("no raft.xml");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private final class Swaps implements SharedLocks {

    @Override
    public boolean isLeader() {
      return raft(counts).isLeader();
    }

    @Override
    public void define(String name) throws Exception {
      counters.getOrCreateCounter(name, 0);
    }

    @Override
    public Held acquire(String name) throws Exception {
      RaftSyncCounter counter = counters.getOrCreateCounter(name, 0);
      while (!counter.compareAndSet(0, 1)) {
        LockSupport.parkNanos(1_000_000);
      }
      return new Held() {
        @Override
        public boolean isValid() {
          return counter.get() == 1;
        }

        @Override
        public void release() {
          counter.compareAndSet(1, 0);
        }
      };
    }
  }
}
