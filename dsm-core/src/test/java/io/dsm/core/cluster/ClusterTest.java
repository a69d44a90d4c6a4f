// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What nodes that see each other tell each other. */
class ClusterTest {

  private final VirtualCluster cluster = new VirtualCluster(1);

  @Test
  void aWriteReachesThePeerWithinMilliseconds() {
    var a = cluster.start("a");
    var b = cluster.start("b");
    cluster.time().run(100);
    a.hints.put("k", "v");
    a.counters.at("c").add(3);
    cluster.time().run(5);
    assertThat(b.hints.get("k")).contains("v");
    assertThat(b.counters.at("c").value()).isEqualTo(3);
  }

  @Test
  void aJoinerGetsWhatWasWrittenBefore() {
    var a = cluster.start("a");
    a.hints.put("k", "v");
    var b = cluster.start("b");
    assertThat(b.node.diagnostics().replication().caughtUp()).isFalse();
    cluster.time().run(5);
    assertThat(b.hints.get("k")).contains("v");
    assertThat(b.node.diagnostics().replication().caughtUp()).isTrue();
  }
}
