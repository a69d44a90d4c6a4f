// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code Faults [--minutes M | --seconds S] [--nodes 3|5] [--seed N] [--directory D]}: real
 * processes under load and faults. Prints last {@code faults: ops=… kills=… pauses=… cuts=…
 * violations=…} and exits with 1 unless there are no violations; without root it says so and exits
 * with 0.
 */
public final class Faults {

  private Faults() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws Exception {
    Duration duration = Duration.ofMinutes(1);
    int nodes = 3;
    long seed = System.nanoTime() & 0xffffff;
    Path given = null;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--minutes" -> duration = Duration.ofMinutes(Long.parseLong(value));
        case "--seconds" -> duration = Duration.ofSeconds(Long.parseLong(value));
        case "--nodes" -> nodes = Integer.parseInt(value);
        case "--seed" -> seed = Long.parseLong(value);
        case "--directory" -> given = Path.of(value);
        default -> throw new IllegalArgumentException("no option " + arguments[i]);
      }
    }
    String impossible = Network.impossible();
    if (!impossible.isEmpty()) {
      System.out.println("faults: skipped, " + impossible);
      return;
    }
    Path directory = given == null ? Files.createTempDirectory("dsm-faults") : given;
    boolean clean =
        new Campaign(new Campaign.Options(duration, nodes, seed, directory)).run().count() == 0;
    if (clean && given == null) {
      delete(directory);
    }
    System.exit(clean ? 0 : 1);
  }

  static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
