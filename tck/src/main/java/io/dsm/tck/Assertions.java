// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The list of assertions. */
public final class Assertions {

  private Assertions() {}

  /** Sentences by id. */
  public static Map<String, String> listed() {
    try (InputStream bytes =
            Objects.requireNonNull(Assertions.class.getResourceAsStream("assertions.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+", 2))
          .collect(
              Collectors.toMap(
                  parts -> parts[0],
                  parts -> parts[1],
                  (first, second) -> {
                    throw new IllegalStateException("listed twice: " + first + ", " + second);
                  },
                  TreeMap::new));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
