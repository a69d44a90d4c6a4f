// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetRuleTest {

  private final Repository repository = Repository.here();

  @Test
  void everySnippetOfTheDocumentationIsCompiled() throws IOException, InterruptedException {
    List<TextFile> files = TrackedFiles.of(repository);
    List<TextFile> pages = ending(files, ".md");
    assertThat(pages).isNotEmpty();
    assertThat(SnippetRule.violations(pages, ending(files, ".java"))).isEmpty();
  }

  @Test
  void aSnippetThatNoFileContainsIsFound() {
    TextFile page = file("page.md", "text\n```java\nint a = 1;\nint b = 2;\n```\n");
    TextFile good = file("Good.java", "class Good {\n    int a = 1;\n\n    int b = 2;\n}\n");
    TextFile bad = file("Bad.java", "class Bad {\n  int a = 1;\n  int c;\n  int b = 2;\n}\n");
    assertThat(SnippetRule.violations(List.of(page), List.of(good))).isEmpty();
    assertThat(SnippetRule.violations(List.of(page), List.of(bad)))
        .singleElement()
        .asString()
        .startsWith("page.md");
  }

  private static List<TextFile> ending(List<TextFile> files, String suffix) {
    return files.stream().filter(it -> it.name().toString().endsWith(suffix)).toList();
  }

  private static TextFile file(String name, String content) {
    return new TextFile(Path.of(name), content);
  }
}
