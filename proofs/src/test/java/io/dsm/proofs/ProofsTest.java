// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.types.lease.LeaseTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the models say holds, and every mistake has a counterexample. */
@Execution(ExecutionMode.CONCURRENT)
class ProofsTest {

  private static final Path MODELS = Path.of("src/test/tla");
  private static final Tlc TLC =
      new Tlc(MODELS, Path.of("target/proofs"), Duration.ofMinutes(5), 400);

  static List<Model> inEveryBuild() {
    return Models.inEveryBuild();
  }

  @ParameterizedTest
  @MethodSource("inEveryBuild")
  void theModelComesToWhatIsExpected(Model model) throws IOException, InterruptedException {
    Verdict verdict = TLC.check(model);
    assertThat(verdict.fault(model.expectation()))
        .as(() -> model + "\n" + String.join("\n", verdict.output()))
        .isEmpty();
  }

  /** With the rate bound of the product the waits of the models are those of the product. */
  @Test
  void leadersOfTheModelsWaitAsLongAsThoseOfTheProduct() throws IOException {
    String configuration = Files.readString(MODELS.resolve("Lease.cfg"));
    List<Model> leases =
        Models.large().stream()
            .filter(it -> it.module().equals("Lease") && it.isFaithful())
            .filter(it -> !it.name().contains("grace"))
            .toList();
    int compared = 0;
    for (Model model : leases) {
      String constants = Tlc.withConstants(configuration, model.constants());
      if (constant(constants, "Slow") == 99 && constant(constants, "Fast") == 101) {
        LeaseTiming timing = new LeaseTiming(constant(constants, "Term"), 0);
        assertThat(constant(constants, "Wait")).as(model.name()).isEqualTo(timing.exclusionNanos());
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everyMistakeOfASpecificationIsMade() throws IOException {
    Pattern mistake = Pattern.compile("\"([^\"]*)\"");
    for (String module : List.of("Lease", "Transfer", "Voters")) {
      String text = Files.readString(MODELS.resolve(module + ".tla"));
      List<String> made =
          Models.large().stream()
              .filter(it -> it.module().equals(module))
              .flatMap(it -> it.constants().values().stream())
              .toList();
      text.lines()
          .filter(line -> line.contains("Mistake "))
          .flatMap(line -> mistake.matcher(line.substring(line.indexOf("Mistake "))).results())
          .map(found -> found.group(1))
          .filter(name -> name.contains(" ") && !name.equals("none"))
          .forEach(name -> assertThat(made).as(module).contains('"' + name + '"'));
    }
  }

  @Test
  void aSearchThatEndedEarlyIsNoProof() {
    Model model = Model.holds("Lease", "cut short", 1, Map.of());
    Verdict cut =
        Verdict.of(
            List.of("10 states generated, 5 distinct states found, 3 states left on queue."));
    assertThat(cut.fault(model.expectation())).contains("the search did not come to its end");
  }

  @Test
  void aSearchOfNearlyNothingIsNoProof() {
    Model model = Model.holds("Lease", "too small", 100, Map.of());
    Verdict small =
        Verdict.of(
            List.of(
                "Model checking completed. No error has been found.",
                "10 states generated, 5 distinct states found, 0 states left on queue."));
    assertThat(small.fault(model.expectation()))
        .contains("only 5 states, at least 100 were expected");
  }

  @Test
  void aMistakeThatBreaksSomethingElseIsNotFound() {
    Model model = Model.breaks("Lease", "some mistake", "OneHolder", Map.of());
    Verdict other = Verdict.of(List.of("Error: Invariant HolderIsOwner is violated."));
    assertThat(other.fault(model.expectation())).isPresent();
  }

  private static long constant(String configuration, String name) {
    Matcher line = Pattern.compile("(?m)^ +" + name + " = (\\d+)$").matcher(configuration);
    assertThat(line.find()).as(name).isTrue();
    return Long.parseLong(line.group(1));
  }
}
