// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that is stopped for a while gets everything late, and in order. */
class MachineTest {

  private final VirtualTime time = new VirtualTime(1);
  private final Machine machine = new Machine(time, new SimulatedClock(time));
  private final List<Integer> seen = new ArrayList<>();

  @Test
  void whatCameDuringAPauseComesBeforeWhatComesInTheMomentAfterIt() {
    machine.stopForAWhile();
    comes(1);
    comes(2);
    time.schedule(0, () -> comes(3));
    machine.goOn();
    comes(4);
    assertThat(seen).isEmpty();
    time.run(1_000_000);
    comes(5);
    assertThat(seen).containsExactly(1, 2, 4, 3, 5);
  }

  @Test
  void anotherPauseBeforeAllHasComeLeavesTheRestForLater() {
    machine.stopForAWhile();
    comes(1);
    machine.run(machine::stopForAWhile);
    comes(2);
    machine.goOn();
    time.run(1_000_000);
    assertThat(seen).containsExactly(1);
    comes(3);
    machine.goOn();
    time.run(1_000_000);
    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  void whoIsKilledGetsNothingMore() {
    machine.stopForAWhile();
    comes(1);
    machine.goOn();
    machine.kill();
    comes(2);
    time.run(1_000_000);
    assertThat(seen).isEmpty();
  }

  private void comes(int number) {
    machine.run(() -> seen.add(number));
  }
}
