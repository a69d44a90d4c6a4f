// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.VersionVector;
import io.dsm.stream.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What CRDT collections promise across nodes. */
class CrdtPromisesTest {

  private static final CrdtSpec<AddWinsSet<String>> SETS =
      CrdtSpec.addWinsSets(new CollectionAddress("t", "app", "sets"), String.class);

  private final VirtualCluster cluster = new VirtualCluster(5);
  private final VirtualNode a = cluster.start("a");
  private final VirtualNode b = cluster.start("b");

  CrdtPromisesTest() {
    cluster.time().run(100);
  }

  @Test
  void additionsOnBothSidesOfAPartitionAllCount() {
    cluster.network().partition(List.of(Set.of(a.member), Set.of(b.member)));
    a.counters.at("n").add(3);
    b.counters.at("n").add(4);
    cluster.network().heal();
    assertThat(cluster.converge(3_000)).isTrue();
    assertThat(a.counters.at("n").value()).isEqualTo(7);
  }

  @Test
  void ofAConcurrentAddAndRemoveTheAddWins() {
    CrdtCollection<AddWinsSet<String>> left = a.node.crdt(SETS);
    CrdtCollection<AddWinsSet<String>> right = b.node.crdt(SETS);
    left.at("s").add("x");
    cluster.time().run(1_500);
    assertThat(right.at("s").contains("x")).isTrue();
    right.at("s").remove("x");
    left.at("s").add("x");
    cluster.time().run(1_500);
    assertThat(right.at("s").elements()).containsExactly("x");
    assertThat(left.at("s").elements()).containsExactly("x");
  }

  @Test
  void anExportedDeltaCarriesWhatIsMissingToAnotherCluster() {
    VirtualCluster other = new VirtualCluster(6);
    VirtualNode far = other.start("far");
    VirtualNode farther = other.start("farther");
    other.time().run(100);
    a.counters.at("n").add(2);
    VersionVector before = a.counters.versionVector();
    byte[] first = a.counters.deltaSince(VersionVector.EMPTY);
    a.counters.at("m").add(1);
    byte[] second = a.counters.deltaSince(before);
    far.counters.merge(first);
    far.counters.merge(first);
    far.counters.merge(second);
    other.time().run(10);
    assertThat(farther.counters.at("n").value()).isEqualTo(2);
    assertThat(farther.counters.at("m").value()).isEqualTo(1);
    assertThat(second.length).isLessThan(first.length + 40);
  }

  @Test
  void bytesThatAreNoDeltaAreRefusedAndChangeNothing() {
    assertThatThrownBy(() -> a.counters.merge(new byte[] {1, 2, 3}))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("deltaSince");
    assertThat(a.counters.keys()).isEmpty();
  }

  @Test
  void watchersSeeTheLiveHandle() {
    List<Long> seen = new ArrayList<>();
    b.counters.watch(
        change -> {
          if (change instanceof Change.Updated<PnCounter>(String _, PnCounter counter)) {
            seen.add(counter.value());
          }
        });
    cluster.time().run(1);
    a.counters.at("n").add(2);
    cluster.time().run(10);
    a.counters.at("n").add(3);
    cluster.time().run(10);
    assertThat(seen).containsExactly(2L, 5L);
  }

  @Test
  void aMutationThatWritesIsRefusedInsteadOfHanging() {
    var cell = CrdtSpec.defined(new CollectionAddress("t", "app", "impure"), new MaxDefinition());
    CrdtCollection<MaxDefinition.Max> maxima = a.node.crdt(cell);
    assertThatThrownBy(() -> maxima.at("k").raise(() -> a.hints.put("inner", "x")))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("pure");
    assertThat(a.hints.get("inner")).isEmpty();
  }
}
