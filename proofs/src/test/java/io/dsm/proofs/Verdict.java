// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What TLC said.
 *
 * @param complete whether every reachable state was searched
 * @param states distinct ones found
 * @param violated name of what does not hold
 * @param output all of it, for a reader
 */
record Verdict(boolean complete, long states, Optional<String> violated, List<String> output) {

  private static final Pattern STATES =
      Pattern.compile("[\\d,]+ states generated, ([\\d,]+) distinct states found, 0 states left.*");
  private static final Pattern SOME_STATES =
      Pattern.compile("[\\d,]+ states generated, ([\\d,]+) distinct states found.*");
  private static final Pattern VIOLATED =
      Pattern.compile("Error: (?:Invariant|Action property) (\\w+) is violated.*");

  Verdict {
    output = List.copyOf(output);
  }

  static Verdict of(List<String> output) {
    boolean clean =
        output.stream().anyMatch(it -> it.startsWith("Model checking completed. No err"));
    boolean searched = output.stream().anyMatch(it -> STATES.matcher(it).matches());
    return new Verdict(clean && searched, states(output), violated(output), output);
  }

  private static long states(List<String> output) {
    return first(SOME_STATES, output).map(it -> Long.parseLong(it.replace(",", ""))).orElse(0L);
  }

  private static Optional<String> violated(List<String> output) {
    return first(VIOLATED, output);
  }

  private static Optional<String> first(Pattern pattern, List<String> output) {
    return output.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(it -> it.group(1))
        .findFirst();
  }

  /** Why this is not what was expected; empty if it is. */
  Optional<String> fault(Model.Expectation expected) {
    return switch (expected) {
      case Model.Expectation.Holds(var least) -> {
        if (violated.isPresent()) {
          yield Optional.of(violated.get() + " is violated");
        }
        if (!complete) {
          yield Optional.of("the search did not come to its end");
        }
        yield states < least
            ? Optional.of("only " + states + " states, at least " + least + " were expected")
            : Optional.empty();
      }
      case Model.Expectation.Breaks(var property) ->
          violated.filter(property::equals).isPresent()
              ? Optional.empty()
              : Optional.of("a counterexample to " + property + " was expected");
    };
  }
}
