// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes which assertions passed and which failed, one a line, to the file that the system property
 * {@code tck.report} names; without it nothing is written. An assertion passes if all of its tests
 * do; one that was excluded is not mentioned. JUnit calls it.
 */
public final class TckReport implements TestExecutionListener {

  private final Map<String, Boolean> passed = new ConcurrentHashMap<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    idsOf(test).forEach(id -> passed.merge(id, good, Boolean::logicalAnd));
  }

  private static List<String> idsOf(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod())
        .flatMap(TckReport::assertion)
        .map(assertion -> List.of(assertion.value()))
        .orElse(List.of());
  }

  private static Optional<Assertion> assertion(Method method) {
    return Optional.ofNullable(method.getAnnotation(Assertion.class));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String file = System.getProperty("tck.report");
    if (file == null || passed.isEmpty()) {
      return;
    }
    List<String> lines =
        passed.entrySet().stream()
            .map(each -> (each.getValue() ? "passed " : "FAILED ") + each.getKey())
            .sorted()
            .toList();
    try {
      Files.write(Path.of(file), lines);
    } catch (IOException failure) {
      throw new UncheckedIOException("the report could not be written", failure);
    }
  }
}
