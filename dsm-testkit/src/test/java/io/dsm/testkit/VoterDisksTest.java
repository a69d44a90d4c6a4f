// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.ref.RefSpec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Voters whose disk fails, is full, is damaged, or is another's. */
class VoterDisksTest {

  private static final RefSpec<String> REF = RefSpec.of("shared", "shop", "ref", String.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c").declare(node -> node.ref(REF)).startAll();

  @Test
  void aVoterWhoseSyncFailsVotesNoMoreAndTheOthersGoOn() {
    set("a", "before");
    cluster.failVoterSync("a", true);
    set("b", "meanwhile");
    cluster.advance(SOON);
    assertThat(role("a")).isEqualTo(Role.INACTIVE);
    set("a", "through the others");
    cluster.failVoterSync("a", false);
    cluster.restart("a");
    cluster.advance(SOON);
    assertThat(role("a")).isIn(Role.FOLLOWER, Role.LEADER);
    cluster.cutPower("b");
    set("c", "with it again");
    assertThat(cluster.await(cluster.runtime("a").ref(REF).async().entry()).value())
        .contains("with it again");
  }

  @Test
  void aVoterWithoutRoomVotesNoMoreUntilThereIsSome() {
    cluster.fillVoterDisk("b", true);
    for (int i = 0; i < 200; i++) {
      set("a", "v" + i + "x".repeat(200));
    }
    cluster.advance(SOON);
    assertThat(role("b")).isEqualTo(Role.INACTIVE);
    cluster.fillVoterDisk("b", false);
    cluster.restart("b");
    cluster.advance(SOON);
    cluster.crash("c");
    set("a", "with it again");
  }

  @Test
  void aDamagedLogIsRefusedAndARepairedOneServes() {
    for (int i = 0; i < 20; i++) {
      set("a", "v" + i + "x".repeat(200));
    }
    cluster.crash("c");
    assertThat(cluster.flipVoterByte("c", 77L << 16)).isPresent();
    assertThatThrownBy(() -> cluster.start("c")).isInstanceOf(DsmException.Fatal.class);
    assertThat(cluster.isUp("c")).isFalse();
    assertThat(cluster.flipVoterByte("c", 77L << 16)).isPresent();
    cluster.start("c");
    cluster.crash("b");
    set("a", "with it again");
  }

  @Test
  void aNodeDoesNotStartFromTheDiskOfAnother() {
    set("a", "kept");
    cluster.crash("c");
    Optional<String> refusal = cluster.tryClone("a", "c");
    assertThat(refusal).hasValueSatisfying(reason -> assertThat(reason).contains("a"));
    cluster.start("c");
    cluster.crash("b");
    set("a", "with its own again");
  }

  private void set(String node, String value) {
    cluster.await(cluster.runtime(node).ref(REF).async().set(value));
  }

  private Role role(String node) {
    return cluster.runtime(node).diagnostics().consensus().orElseThrow().role();
  }
}
