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
import java.util.function.Function;
import java.util.stream.Collectors;

/** The listed assertions: what a container promises to a user of DSM. */
public final class Promises {

  private Promises() {}

  /**
   * One assertion.
   *
   * @param place page of the reference, and section after a hash
   */
  public record Promise(String id, String place, String sentence) {

    static Promise parse(String line) {
      String[] parts = line.split("\\s+", 3);
      if (parts.length < 3) {
        throw new IllegalStateException("not an id, a place and a sentence: " + line);
      }
      return new Promise(parts[0], parts[1], parts[2]);
    }
  }

  /** All assertions by id. */
  public static Map<String, Promise> listed() {
    try (InputStream bytes =
            Objects.requireNonNull(Promises.class.getResourceAsStream("assertions.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Promise::parse)
          .collect(
              Collectors.toMap(
                  Promise::id,
                  Function.identity(),
                  (first, second) -> {
                    throw new IllegalStateException("listed twice: " + first + ", " + second);
                  },
                  TreeMap::new));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
