// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The command line: checks every model and prints one line for each, and a summary last. */
final class Proofs {

  private static final int HEAP_MEGABYTES = 1_500;
  private static final int LINES_SHOWN = 200;

  private long states;
  private int violations;

  private Proofs() {}

  /**
   * Exits with 1 if a model does not come to what is expected of it.
   *
   * @param arguments the directory of this module, and {@code --large} for larger models besides
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    if (given.isEmpty() || given.size() > 2 || given.size() == 2 && !given.contains("--large")) {
      System.err.println("usage: proofs [--large]");
      System.exit(2);
    }
    boolean large = given.contains("--large");
    Path module = Path.of(given.getFirst());
    Tlc tlc =
        new Tlc(
            module.resolve("src/test/tla"),
            module.resolve("target/proofs"),
            Duration.ofMinutes(large ? 60 : 5),
            HEAP_MEGABYTES);
    List<Model> models = large ? Models.large() : Models.inEveryBuild();
    System.exit(new Proofs().check(tlc, models) ? 0 : 1);
  }

  private boolean check(Tlc tlc, List<Model> models) throws IOException, InterruptedException {
    for (Model model : models) {
      long began = System.nanoTime();
      Verdict verdict = tlc.check(model);
      Optional<String> fault = verdict.fault(model.expectation());
      states += verdict.states();
      System.out.printf(
          "%-68s %8d states %4d s  %s%n",
          model,
          verdict.states(),
          Duration.ofNanos(System.nanoTime() - began).toSeconds(),
          fault.map(it -> "WRONG: " + it).orElseGet(() -> told(model)));
      if (fault.isPresent()) {
        violations++;
        verdict.output().stream().limit(LINES_SHOWN).forEach(System.out::println);
      }
    }
    System.out.printf(
        "proofs: models=%d states=%d violations=%d%n", models.size(), states, violations);
    return violations == 0;
  }

  private static String told(Model model) {
    return switch (model.expectation()) {
      case Model.Expectation.Holds _ -> "holds";
      case Model.Expectation.Breaks(var property) -> "breaks " + property + ", as it must";
    };
  }
}
