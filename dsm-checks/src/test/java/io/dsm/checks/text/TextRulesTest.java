// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRulesTest {

  private static final String HEADER =
      """
      // SPDX-License-Identifier: Apache-2.0
      // Copyright the DSM authors
      """;

  private final Repository repository = Repository.here();

  @Test
  void everyJavaFileBeginsWithTheLicence() {
    var files =
        repository.allSources().stream().map(it -> TextFile.read(repository.root(), it)).toList();
    assertThat(HeaderRule.violations(files)).isEmpty();
  }

  @Test
  void aFileWithoutTheLicenceOrWithAnotherOneIsFound() {
    var files =
        List.of(
            sample("Good.java", HEADER + "class Good {}\n"),
            sample("None.java", "class None {}\n"),
            sample("Other.java", HEADER.replace("Apache-2.0", "MIT") + "class Other {}\n"));
    assertThat(HeaderRule.violations(files))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("None.java"),
            it -> assertThat(it).startsWith("Other.java"));
  }

  @Test
  void noFileSpeaksAboutAnythingButTheProduct() throws IOException, InterruptedException {
    assertThat(WordRule.violations(TrackedFiles.of(repository))).isEmpty();
  }

  @Test
  void everyForbiddenWordIsFoundAndInnocentOnesAreNot() {
    var words =
        List.of(
            "cl" + "aude",
            "an A" + "I wrote",
            "see iss" + "ue #12",
            "in /wo" + "rk/main",
            "in /ro" + "ot/x");
    for (var word : words) {
      assertThat(WordRule.violations(List.of(sample("a.md", "fine\n" + word + "\n"))))
          .as(word)
          .singleElement()
          .asString()
          .startsWith("a.md:2 ");
    }
    var innocent = "MAIN, ${root}/work/x, an issue of a.journal, build/root/file\n";
    assertThat(WordRule.violations(List.of(sample("a.md", innocent)))).isEmpty();
  }

  @Test
  void everyTextFileEndsInANewline() throws IOException, InterruptedException {
    assertThat(NewlineRule.violations(TrackedFiles.of(repository))).isEmpty();
  }

  @Test
  void aFileWithoutALastNewlineIsFound() {
    assertThat(NewlineRule.violations(List.of(sample("a.md", "no end"), sample("b.md", "end\n"))))
        .singleElement()
        .asString()
        .startsWith("a.md");
  }

  private static TextFile sample(String name, String content) {
    return new TextFile(Path.of(name), content);
  }
}
