// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.model.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows wrong settings as Spring Boot shows why an application failed to start. */
final class WrongSettingsAnalyzer extends AbstractFailureAnalyzer<WrongSettingsException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, WrongSettingsException cause) {
    List<Problem> problems = cause.problems().stream().distinct().toList();
    String description =
        numbered(problems, it -> it.where() + "\n   " + it.what() + "; " + it.consequence() + ".");
    return new FailureAnalysis(
        "DSM was not started, because its settings are wrong:\n\n" + description,
        numbered(problems, Problem::fix),
        cause);
  }

  private static String numbered(List<Problem> problems, Function<Problem, String> text) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> (i + 1) + ") " + text.apply(problems.get(i)))
        .collect(Collectors.joining("\n"));
  }
}
