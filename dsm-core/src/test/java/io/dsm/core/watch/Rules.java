// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The tests of the Reactive Streams TCK, run by JUnit, each on a verification of its own. */
final class Rules {

  /** A required rule must not be passed over unnoticed; that there are many, neither. */
  private static final int REQUIRED_AT_LEAST = 20;

  private Rules() {}

  /**
   * All rules.
   *
   * @param notApplicable required rules that may be skipped
   */
  static List<DynamicTest> of(
      Supplier<FlowPublisherVerification<?>> verification, Set<String> notApplicable) {
    List<Method> rules =
        Arrays.stream(FlowPublisherVerification.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    assertThat(rules.stream().map(Method::getName).filter(Rules::isRequired))
        .hasSizeGreaterThan(REQUIRED_AT_LEAST)
        .containsAll(notApplicable);
    return rules.stream()
        .map(
            rule -> {
              boolean mustRun =
                  isRequired(rule.getName()) && !notApplicable.contains(rule.getName());
              return DynamicTest.dynamicTest(
                  rule.getName(), () -> run(verification.get(), rule, mustRun));
            })
        .toList();
  }

  private static boolean isRequired(String rule) {
    return rule.startsWith("required_");
  }

  private static void run(FlowPublisherVerification<?> verification, Method rule, boolean mustRun)
      throws Throwable {
    try (AutoCloseable _ = verification instanceof AutoCloseable closeable ? closeable : () -> {}) {
      verification.setUp();
      rule.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped && !mustRun) {
        throw new TestAbortedException(skipped.getMessage(), skipped);
      }
      throw e.getCause();
    }
  }
}
