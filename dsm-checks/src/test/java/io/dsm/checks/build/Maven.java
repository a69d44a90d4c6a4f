// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.build;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the Maven that runs these tests on one of the sample projects, without a network. */
final class Maven {

  private static final String PROJECTS = "dsm-checks/src/test/projects";

  /** How Maven ended and what it printed. */
  record Result(int exit, String output) {}

  private Maven() {}

  static Result run(String project, String phase) throws IOException, InterruptedException {
    var pom = Repository.here().root().resolve(PROJECTS).resolve(project).resolve("pom.xml");
    var command = new ArrayList<>(List.of(executable(), "-B", "-o", "-q", "-f", pom.toString()));
    var localRepository = System.getProperty("dsm.checks.local-repository");
    if (localRepository != null) {
      command.add("-Dmaven.repo.local=" + localRepository);
    }
    command.add(phase);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MAVEN_OPTS");
    var process = builder.start();
    process.getOutputStream().close();
    String output;
    try (var reader = process.inputReader()) {
      output = String.join("\n", reader.lines().toList());
    }
    return new Result(process.waitFor(), output);
  }

  private static String executable() {
    var home = System.getProperty("dsm.checks.maven-home");
    return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
  }
}
