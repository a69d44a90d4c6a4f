// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file speaks about the product, never about the place or the way it was written. The words are
 * put together from halves, so that this file does not match itself.
 */
final class WordRule {

  private static final List<Pattern> FORBIDDEN =
      List.of(
          anyCase("\\bcl" + "aude\\b"),
          anyCase("\\banth" + "ropic\\b"),
          anyCase("\\bopen" + "ai\\b"),
          anyCase("\\bchat" + "gpt\\b"),
          anyCase("\\bco" + "pilot\\b"),
          anyCase("\\bco-authored" + "-by\\b"),
          anyCase("\\b(issue|ticket)s? " + "#?\\d+\\b"),
          anyCase("repo1?\\.ma" + "ven\\."),
          exact("\\bA" + "I\\b"),
          exact("\\bLL" + "Ms?\\b"),
          exact("(^|[^\\w.}])/wo" + "rk/"),
          exact("(^|[^\\w.}])/ro" + "ot/"),
          exact("/tmp/" + "br" + "ief"),
          exact("temurin-" + "\\d+-jdk"));

  private WordRule() {}

  static List<String> violations(List<TextFile> files) {
    var found = new ArrayList<String>();
    for (var file : files) {
      int number = 0;
      for (var line : file.lines()) {
        number++;
        for (var word : FORBIDDEN) {
          if (word.matcher(line).find()) {
            found.add(file.name() + ":" + number + " contains " + word + ": remove it");
          }
        }
      }
    }
    return found;
  }

  private static Pattern anyCase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private static Pattern exact(String regex) {
    return Pattern.compile(regex);
  }
}
