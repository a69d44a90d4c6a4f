// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import java.nio.file.Path;
import java.util.List;

/** Every Java file says under which licence it may be used, in the same two lines. */
final class HeaderRule {

  private static final List<String> HEADER =
      List.of("// SPDX-License-Identifier: Apache-2.0", "// Copyright the DSM authors");

  private HeaderRule() {}

  static List<String> violations(List<TextFile> files) {
    return files.stream()
        .filter(it -> !it.lines().stream().limit(2).toList().equals(HEADER))
        .map(TextFile::name)
        .map(Path::toString)
        .map(it -> it + ": begin with the two lines '" + String.join("', '", HEADER) + "'")
        .toList();
  }
}
