// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DemoIT {

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void theWholeStoryHoldsOnThreeProcesses() throws IOException, InterruptedException {
    Process demo = demo("--check", "--jar", PackagedSample.JAR.toString());
    String told = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(told);
    assertThat(demo.waitFor()).as(told).isZero();
    assertThat(told.strip().lines().toList().getLast()).matches("demo: 13 steps, 13 ok");
  }

  @Test
  void aMissingJarIsNamedAndNothingStarts() throws IOException, InterruptedException {
    Process demo = demo("--check", "--jar", "no-such.jar");
    String told = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(demo.waitFor()).isEqualTo(2);
    assertThat(told).contains("run ./dsm demo").doesNotContain("Exception");
  }

  private static Process demo(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = "target/classes:" + PackagedSample.JAR.resolveSibling("lib/main/*");
    ProcessBuilder builder = new ProcessBuilder(java, "-cp", classPath, "io.dsm.sample.demo.Demo");
    builder.command().addAll(List.of(arguments));
    return builder.redirectErrorStream(true).start();
  }
}
