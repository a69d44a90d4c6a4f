// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import java.util.List;

/** Every text file ends in a newline, so that differences show real changes only. */
final class NewlineRule {

  private NewlineRule() {}

  static List<String> violations(List<TextFile> files) {
    return files.stream()
        .filter(it -> !it.content().isEmpty() && !it.content().endsWith("\n"))
        .map(it -> it.name() + ": end it with a newline")
        .toList();
  }
}
