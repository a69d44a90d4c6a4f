// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The product itself has passed these rules by the time this test runs: they come first. */
class BuildRulesTest {

  @Test
  void aSampleThatBreaksNothingPasses() throws IOException, InterruptedException {
    var result = Maven.run("nothing-wrong", "validate");
    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void aLibraryInAnInnerModuleStopsTheBuild() throws IOException, InterruptedException {
    assertStopped(
        Maven.run("core-with-a-library", "validate"), "nothing but the JDK", "org.jgroups:jgroups");
  }

  @Test
  void twoVersionsOfOneDependencyStopTheBuild() throws IOException, InterruptedException {
    assertStopped(Maven.run("two-versions", "validate"), "Dependency convergence error");
  }

  @Test
  void anOldJavaStopsTheBuild() throws IOException, InterruptedException {
    assertStopped(Maven.run("newer-java", "validate"), "DSM is built with Java 99 or newer");
  }

  @Test
  void aNullDereferenceAndABugPatternStopTheBuild() throws IOException, InterruptedException {
    assertStopped(Maven.run("compiler-errors", "compile"), "[NullAway]", "[DeadException]");
  }

  private static void assertStopped(Maven.Result result, String... reasons) {
    assertThat(result.exit()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(reasons);
  }
}
