// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every Java snippet of the documentation stands, line by line, in a Java file of this repository,
 * which is compiled and, being a test or a sample, run. Indentation does not count.
 */
final class SnippetRule {

  private static final String OPEN = "```java";
  private static final String CLOSE = "```";

  private SnippetRule() {}

  static List<String> violations(List<TextFile> pages, List<TextFile> sources) {
    List<String> texts = sources.stream().map(it -> normal(it.lines())).toList();
    List<String> violations = new ArrayList<>();
    for (TextFile page : pages) {
      for (List<String> snippet : snippets(page)) {
        String wanted = normal(snippet);
        if (texts.stream().noneMatch(it -> it.contains(wanted))) {
          violations.add(
              page.name()
                  + ": no Java file contains the snippet that begins "
                  + snippet.getFirst());
        }
      }
    }
    return violations;
  }

  private static List<List<String>> snippets(TextFile page) {
    List<List<String>> snippets = new ArrayList<>();
    List<String> open = null;
    for (String line : page.lines()) {
      if (open == null && line.strip().equals(OPEN)) {
        open = new ArrayList<>();
      } else if (open != null && line.strip().equals(CLOSE)) {
        snippets.add(open);
        open = null;
      } else if (open != null) {
        open.add(line);
      }
    }
    return snippets;
  }

  private static String normal(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
