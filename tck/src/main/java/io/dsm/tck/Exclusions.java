// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves out the tests of the assertions that the system property {@code tck.excluded} lists. A
 * runner sets it for what its container cannot do; each exclusion is explained in the reference.
 */
public final class Exclusions implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> excluded = Arrays.asList(System.getProperty("tck.excluded", "").split(","));
    Optional<String> found =
        context
            .getTestMethod()
            .map(method -> method.getAnnotation(Assertion.class))
            .flatMap(
                assertion ->
                    Arrays.stream(assertion.value()).filter(excluded::contains).findFirst());
    return found
        .map(id -> ConditionEvaluationResult.disabled(id + " is excluded in this container"))
        .orElse(ConditionEvaluationResult.enabled("not excluded"));
  }
}
