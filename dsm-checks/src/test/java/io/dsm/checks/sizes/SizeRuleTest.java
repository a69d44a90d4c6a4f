// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeRuleTest {

  private final Repository repository = Repository.here();
  private final SizeRule rule = new SizeRule(repository::relative);
  private final SizeRule ruleForSamples = new SizeRule(Path::getFileName);

  @TempDir Path folder;

  @Test
  void noFileMethodOrConstructorIsTooLong() {
    assertThat(rule.violations(JavaFile.parse(repository.allSources()))).isEmpty();
  }

  @Test
  void mostFilesAndMethodsAreShort() {
    assertThat(rule.violationsOfTheWhole(JavaFile.parse(repository.mainSources()))).isEmpty();
  }

  @Test
  void aLongFileIsFound() throws IOException {
    var file = sample("Long.java", "// line\n".repeat(500) + "class Long {}\n");
    assertThat(ruleForSamples.violations(file))
        .containsExactly("Long.java: 501 lines, at most 500");
    assertThat(ruleForSamples.violationsOfTheWhole(file)).hasSize(2);
  }

  @Test
  void aLongEngineIsFoundEarlier() throws IOException {
    var file = sample("Engine.java", "// line\n".repeat(299) + "class Engine {}\n");
    assertThat(ruleForSamples.violations(file))
        .containsExactly("Engine.java: 300 lines, at most 299");
  }

  @Test
  void aLongMethodIsFound() throws IOException {
    var body = "    hashCode();\n".repeat(59);
    var file = sample("Busy.java", "class Busy {\n  void run() {\n" + body + "  }\n}\n");
    assertThat(ruleForSamples.violations(file))
        .containsExactly("Busy.java:2 run: 61 lines, at most 60");
    assertThat(ruleForSamples.violationsOfTheWhole(file)).singleElement().asString().contains("25");
  }

  @Test
  void aConstructorWithSixParametersIsFoundAndARecordIsNot() throws IOException {
    var six = "(int a, int b, int c, int d, int e, int f)";
    assertThat(
            ruleForSamples.violations(sample("Wide.java", "class Wide { Wide" + six + " {} }\n")))
        .singleElement()
        .asString()
        .contains("6 parameters");
    assertThat(ruleForSamples.violations(sample("R.java", "record R" + six + " { R {} }\n")))
        .isEmpty();
  }

  private List<JavaFile> sample(String name, String source) throws IOException {
    return JavaFile.parse(List.of(Files.writeString(folder.resolve(name), source)));
  }
}
