// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collection declared late gets its content, and then nobody is asked for it any more. */
class LateCollectionTest {

  private final VirtualCluster cluster = new VirtualCluster(77).setting("tombstone.horizon", "5s");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatALifeThatIsOverHadWrittenIsAskedForNoLonger(boolean theLaterLifeIsGoneToo) {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    VirtualNode late = cluster.build("late");
    late.counters = late.node.crdt(VirtualCluster.COUNTERS);
    late.node.start();
    b.hints.put("k", "v");
    cluster.time().run(3_000);
    cluster.crash("b");
    cluster.start("b");
    cluster.time().run(100);
    cluster
        .network()
        .partition(List.of(Set.of(a.member, cluster.node("b").member), Set.of(late.member)));
    // What is lacking is noted while the first life of b counts, and that is over at a alone.
    late.hints = late.node.register(VirtualCluster.HINTS);
    cluster.time().run(20_000);
    assertThat(a.node.engineState().known().counters()).isEmpty();
    if (theLaterLifeIsGoneToo) {
      cluster.crash("b");
    }
    cluster.network().heal();
    assertThat(cluster.converge(60_000)).isTrue();
    assertThat(late.hints.get("k")).contains("v");
    cluster.time().run(200_000);
    long asked = late.node.engineState().counters().repairs();
    cluster.time().run(600_000);
    assertThat(late.node.engineState().counters().repairs()).isEqualTo(asked);
  }
}
