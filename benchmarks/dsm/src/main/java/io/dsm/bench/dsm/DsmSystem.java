// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.Durability;
import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * DSM with its defaults but for the lease term, and counters in memory as the peers have them; the
 * leases' log is synced to disk.
 */
public final class DsmSystem implements BenchSystem {

  /** The term of the fail-over lines; the default is five times as long. */
  private static final Duration TERM = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "dsm";
  }

  @Override
  public String settings() {
    return "defaults; registers and counters in memory, as the peers' are; leases of "
        + TERM.toSeconds()
        + " s, log synced to disk; unicast over TCP; any settings: "
        + System.getProperty("dsm.bench.settings", "none");
  }

  @Override
  public BenchNode start(Place place) {
    return start(place, Map.of());
  }

  /** Starts a node with settings that are not the defaults. */
  static BenchNode start(Place place, Map<String, String> settings) {
    List<InetSocketAddress> seeds =
        place.ports().stream().map(port -> new InetSocketAddress("127.0.0.1", port)).toList();
    NodeId[] voters =
        IntStream.range(0, seeds.size()).mapToObj(DsmSystem::nodeId).toArray(NodeId[]::new);
    DsmRuntime.Builder builder =
        DsmRuntime.builder()
            .clusterId("bench")
            .serviceId("bench")
            .nodeId(nodeId(place.index()))
            .membership(Membership.unicast("127.0.0.1", place.port(), seeds))
            .voters(new Voters.Listed(List.of(voters)))
            .dataDirectory(place.directory());
    settings.forEach(builder::setting);
    extraSettings(builder);
    DsmRuntime runtime = builder.build();
    RegisterCollection<String> map =
        runtime.register(RegisterSpec.of("bench", "bench", "map", String.class).build());
    PnCounter counter =
        runtime
            .crdt(
                CrdtSpec.counters(new CollectionAddress("bench", "bench", "counter"))
                    .withDurability(Durability.MEMORY))
            .at("n");
    LeaseCollection<String> leases =
        runtime.lease(
            LeaseSpec.of("bench", "bench", "locks", String.class)
                .timing(TERM, Duration.ofMillis(1_300), Duration.ofMillis(100))
                .build());
    LeaseCollection<String> usual =
        runtime.lease(LeaseSpec.of("bench", "bench", "many", String.class).build());
    DsmRefs refs = DsmRefs.declaredIn(runtime);
    runtime.start();
    return new DsmNode(
        runtime, new DsmMap(map), counter, new DsmLeases(runtime, leases, usual), refs);
  }

  /** Lets a measurement try settings: {@code -Ddsm.bench.settings=transport.bundler=pd,…}. */
  private static void extraSettings(DsmRuntime.Builder builder) {
    String extra = System.getProperty("dsm.bench.settings", "");
    for (String one : extra.split(",", -1)) {
      int equals = one.indexOf('=');
      if (equals > 0) {
        builder.setting(one.substring(0, equals), one.substring(equals + 1));
      }
    }
  }

  private static NodeId nodeId(int index) {
    return NodeId.of("n" + index);
  }
}
