// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.core.types.crdt.laws.Site;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.GrowOnlySet;
import io.dsm.crdt.LwwRegister;
import io.dsm.crdt.RemoveWinsSet;
import org.junit.jupiter.api.Test;

/** Everything that grows has a bound, and says so before it is passed. */
class LimitsTest {
  private static final String LARGE = "x".repeat(60_000);

  @Test
  void anElementBeyondTheLimitIsRejected() {
    Site<LwwRegister<String>> a = new Site<>("a", Crdts.lwwRegister(String.class));

    assertThatThrownBy(() -> a.crdt().set("x".repeat(70_000)))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("nothing was changed");
  }

  @Test
  void aFullSetTakesNoMoreElementsButCanBeEmptied() {
    Site<AddWinsSet<String>> a = new Site<>("a", Crdts.addWinsSet(String.class));
    int held = 0;
    try {
      for (; held < 1_000; held++) {
        a.crdt().add(LARGE + held);
      }
    } catch (DsmException.Rejected full) {
      assertThat(full).hasMessageContaining("nothing was added");
    }
    assertThat(held).isBetween(60, 70);
    a.crdt().add(LARGE + 0);
    assertThat(a.crdt().remove(LARGE + 0)).isTrue();
    assertThat(a.crdt().add(LARGE + 0)).isTrue();
    for (int i = 0; i < held; i++) {
      a.crdt().remove(LARGE + i);
    }
    assertThat(a.crdt().size()).isZero();
    assertThat(a.crdt().add(LARGE)).isTrue();
  }

  @Test
  void removedElementsOfARemoveWinsSetCountToo() {
    Site<RemoveWinsSet<String>> a = new Site<>("a", Crdts.removeWinsSet(String.class));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                a.crdt().remove(LARGE + i);
              }
            })
        .isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void aFullGrowOnlySetRefuses() {
    Site<GrowOnlySet<String>> a = new Site<>("a", Crdts.growOnlySet(String.class));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                a.crdt().add(LARGE + i);
              }
            })
        .isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void countsThatCannotBeThereAllocateNothing() {
    Site<AddWinsSet<String>> a = new Site<>("a", Crdts.addWinsSet(String.class));
    byte[] bomb = {0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};

    assertThatThrownBy(() -> a.decoded(bomb)).isInstanceOf(IllegalArgumentException.class);
  }
}
