// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.sim.run.Report;
import io.dsm.sim.run.Simulation;
import io.dsm.testkit.Sabotage;
import io.dsm.testkit.SimulatedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Known mistakes, made on purpose one at a time: the invariants notice every one. */
class SeededBugsTest {

  private static final int SEEDS = 60;

  @Test
  void aJournalThatIgnoresSyncIsNoticed() {
    found("L", with(new Mistakes.JournalIgnoresSync()));
  }

  @Test
  void aVoterWhoseDiskIsEmptyAfterARestartIsNoticed() {
    found("L", with(new Mistakes.Amnesia()));
  }

  @Test
  void aClockThatIsSlowBeyondTheBoundIsNoticed() {
    // Slow beside fast ones. Its wall clock is slow too, or the larger of both times would save it.
    found(
        "L2",
        run ->
            run.bias(
                cluster -> {
                  cluster.clock("n1").rate(0.7);
                  cluster.clock("n2").rate(1.3);
                  cluster.clock("n3").rate(1.3);
                  cluster.clock("n1").offset(cluster.now().multipliedBy(-30).dividedBy(100));
                }));
  }

  @Test
  void aHybridClockThatForgetsIsNoticed() {
    // All wall clocks jump back and forth, within the bound.
    found(
        "R4",
        run -> run.sabotage(new Mistakes.ForgottenStamps()).bias(SeededBugsTest::swingAllClocks));
  }

  @Test
  void aLifeThatIsUsedTwiceIsNoticed() {
    found("C4", with(new Mistakes.SameLife()));
  }

  @Test
  void aDeltaThatIsSkippedAndDeniedIsNoticed() {
    found("", with(new Mistakes.SkippedDelta()));
  }

  @Test
  void repairThatIsMissingIsNoticed() {
    found("R1", with(new Mistakes.NoRepair()));
  }

  @Test
  void aValueThatChangesOnTheWayIsNoticed() {
    found("R", with(new Mistakes.ChangedValue()));
  }

  @Test
  void grantsWithoutAMajorityAreNoticed() {
    found("L", with(new Mistakes.LonelyLog()));
  }

  private static void swingAllClocks(SimulatedCluster cluster) {
    int millis = cluster.now().toMillis() / 600 % 2 == 0 ? 235 : -235;
    cluster.names().forEach(name -> cluster.clock(name).offset(Duration.ofMillis(millis)));
  }

  private static Consumer<Simulation> with(Sabotage mistake) {
    return run -> run.sabotage(mistake);
  }

  /** Some seed finds the mistake, by an invariant whose id begins so. */
  private static void found(String id, Consumer<Simulation> mistake) {
    List<String> others = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Simulation run = new Simulation(seed);
      mistake.accept(run);
      Report report = run.run();
      if (report.violations().stream().anyMatch(it -> it.startsWith(id))) {
        System.out.println("found with seed " + seed + ": " + report.violations().getFirst());
        return;
      }
      others.addAll(report.violations());
    }
    assertThat(others).as("%d seeds found nothing of %s, but", SEEDS, id).isEmpty();
    throw new AssertionError(SEEDS + " seeds did not find it");
  }
}
