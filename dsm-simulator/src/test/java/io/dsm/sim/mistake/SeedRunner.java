// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import io.dsm.sim.run.Simulation;
import io.dsm.testkit.Sabotage;
import io.dsm.testkit.SimulatedCluster;
import io.dsm.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Runs seeds among the classes that hold a mistake; gives the violations of each. */
public final class SeedRunner implements LongFunction<List<String>> {

  /** Wall clocks jump back and forth, all together. */
  static final String SWINGING_CLOCKS = "swinging clocks";

  /** One machine's clocks run slow beyond the bound, others fast. */
  static final String SLOW_CLOCK = "slow clock";

  /** Frames take up to a second and a half. */
  static final String SLOW_NETWORK = "slow network";

  private final Sabotage sabotage;
  private final Map<String, String> settings;
  private final Consumer<SimulatedCluster> bias;

  public SeedRunner(String sabotage, Map<String, String> settings, String bias)
      throws ReflectiveOperationException {
    this.sabotage =
        sabotage.isEmpty()
            ? Sabotage.NONE
            : (Sabotage)
                Class.forName(sabotage, true, SeedRunner.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
    this.settings = settings;
    this.bias =
        switch (bias) {
          case "" -> cluster -> {};
          case SWINGING_CLOCKS -> SeedRunner::swing;
          case SLOW_CLOCK -> SeedRunner::slow;
          case SLOW_NETWORK ->
              cluster ->
                  cluster.weather(
                      new Weather(0, 0, Duration.ofMillis(100), Duration.ofMillis(1_500), true));
          default -> throw new IllegalArgumentException("no bias " + bias);
        };
  }

  @Override
  public List<String> apply(long seed) {
    return new Simulation(seed).sabotage(sabotage).settings(settings).bias(bias).run().violations();
  }

  private static void swing(SimulatedCluster cluster) {
    int millis = cluster.now().toMillis() / 600 % 2 == 0 ? 235 : -235;
    cluster.names().forEach(name -> cluster.clock(name).offset(Duration.ofMillis(millis)));
  }

  /** The wall clock is slow too, or the larger of both times would save the holder. */
  private static void slow(SimulatedCluster cluster) {
    cluster.clock("n1").rate(0.7);
    cluster.clock("n2").rate(1.3);
    cluster.clock("n3").rate(1.3);
    cluster.clock("n1").offset(cluster.now().multipliedBy(-30).dividedBy(100));
  }
}
