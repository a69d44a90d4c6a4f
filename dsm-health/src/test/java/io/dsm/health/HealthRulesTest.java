// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmRuntime.LifecycleState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthRulesTest {

  @ParameterizedTest
  @EnumSource
  void onlyAStoppedNodeIsDead(LifecycleState state) {
    assertThat(HealthRules.liveness(Nodes.node(state, false, Nodes.consensus(3, 0, false))).up())
        .isEqualTo(state != LifecycleState.STOPPED);
  }

  @ParameterizedTest
  @EnumSource
  void onlyARunningNodeIsReady(LifecycleState state) {
    Verdict verdict = HealthRules.readiness(Nodes.node(state, true, Optional.empty()));
    assertThat(verdict.up()).isEqualTo(state == LifecycleState.RUNNING);
  }

  @Test
  void aNodeThatHasNotCaughtUpIsNeitherStartedNorReady() {
    var node = Nodes.node(LifecycleState.RUNNING, false, Optional.empty());
    assertThat(HealthRules.startup(node).up()).isFalse();
    assertThat(HealthRules.readiness(node).up()).isFalse();
    assertThat(HealthRules.readiness(node).facts().get("reason").toString())
        .contains("not yet received");
  }

  @Test
  void aLostQuorumMakesTheNodeUnreadyButNotUnstarted() {
    var node = Nodes.node(LifecycleState.RUNNING, true, Nodes.consensus(3, 1, true));
    assertThat(HealthRules.readiness(node).up()).isFalse();
    assertThat(HealthRules.readiness(node).facts())
        .containsEntry("quorum-margin", -1L)
        .containsEntry("reason", "1 of 3 voters are visible, which is no majority");
    assertThat(HealthRules.startup(node).up()).isTrue();
  }

  @Test
  void anUnknownLeaderMakesTheNodeUnready() {
    var node = Nodes.node(LifecycleState.RUNNING, true, Nodes.consensus(3, 3, false));
    assertThat(HealthRules.readiness(node).up()).isFalse();
  }

  @Test
  void votersNotAgreedMakeTheNodeUnready() {
    var node = Nodes.node(LifecycleState.RUNNING, true, Nodes.consensus(0, 0, false));
    assertThat(HealthRules.readiness(node).facts().get("reason").toString())
        .contains("voters are not agreed");
  }

  @Test
  void readinessTellsWhatPeopleAskFirst() {
    var node = Nodes.node(LifecycleState.RUNNING, true, Nodes.consensus(3, 2, true));
    Verdict verdict = HealthRules.readiness(node);
    assertThat(verdict.up()).isTrue();
    assertThat(verdict.facts())
        .containsEntry("cluster", "prod")
        .containsEntry("service", "gateway")
        .containsEntry("node", "n1#7")
        .containsEntry("members", 2L)
        .containsEntry("member-names", "n1#7, n2#7")
        .containsEntry("consensus-leader", "n2")
        .containsEntry("consensus-lag", 1L)
        .containsEntry("quorum-margin", 0L)
        .containsEntry("lag", 4L)
        .containsEntry("refused-stamps", 2L)
        .doesNotContainKey("reason");
  }
}
