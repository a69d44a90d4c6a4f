// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.sim.run.Report;
import io.dsm.sim.run.Shrinker;
import io.dsm.sim.run.Shrinker.Shrunk;
import io.dsm.sim.run.Simulation;
import io.dsm.testkit.Sabotage;
import org.junit.jupiter.api.Test;

/** Of a long run with a known mistake only what shows the mistake is left. */
class ShrinkerTest {

  private static Shrunk shrunk(Sabotage sabotage) {
    return new Shrinker(() -> new Simulation(1).sabotage(sabotage)).shrink().orElseThrow();
  }

  @Test
  void ofADiskThatForgetsAFewCrashesAreLeft() {
    Shrunk shrunk = shrunk(new Sabotages.Amnesia());
    assertThat(shrunk.report().violations()).first().asString().startsWith("L");
    assertThat(shrunk.schedule().operations().cardinality()).as(shrunk.words()).isBetween(1, 8);
    assertThat(shrunk.schedule().faults().cardinality()).as(shrunk.words()).isBetween(1, 8);
  }

  @Test
  void ofAValueThatChangesOnTheWayOneWriteIsLeft() {
    Shrunk shrunk = shrunk(new Sabotages.ChangedValue());
    assertThat(shrunk.schedule().operations().cardinality()).isEqualTo(1);
    assertThat(shrunk.schedule().faults().cardinality()).isZero();
  }

  @Test
  void whatIsLeftCanBeReplayed() {
    Shrunk shrunk = shrunk(new Sabotages.ChangedValue());
    Report again = shrunk.simulation().run();
    assertThat(again).isEqualTo(shrunk.report());
  }

  @Test
  void aCleanRunHasNothingToShrink() {
    assertThat(new Shrinker(() -> new Simulation(1)).shrink()).isEmpty();
  }
}
