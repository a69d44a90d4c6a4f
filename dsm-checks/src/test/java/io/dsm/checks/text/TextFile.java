// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file with its content; {@code name} is relative to the root of the repository. */
record TextFile(Path name, String content) {

  static TextFile read(Path root, Path file) {
    try {
      // One byte is one character here: a binary file must not stop the checks.
      return new TextFile(
          root.relativize(file), Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isBinary() {
    return content.indexOf('\0') >= 0;
  }

  List<String> lines() {
    return content.lines().toList();
  }
}
