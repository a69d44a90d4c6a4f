// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code Faults [--minutes M | --seconds S] [--nodes 3|5] [--seed N] [--directory D]}: real
 * processes under load and faults. Prints last {@code faults: ops=… kills=… pauses=… cuts=…
 * violations=…} and exits with 1 unless there are no violations; without root it says so and exits
 * with 0.
 *
 * <p>{@code Faults --failover [--runs N] [--term default|long|short|fenced-only] [--only
 * SCENARIO,...]}: how long others have to wait, beside the formula. Prints last {@code failover:
 * runs=… exceeded=… stale=…}.
 */
public final class Faults {

  private Duration duration = Duration.ofMinutes(1);
  private int nodes = 3;
  private long seed = System.nanoTime() & 0xffffff;
  private @Nullable Path given;
  private boolean failover;
  private int runs = 100;
  private List<Failover.Term> terms =
      List.of(Failover.Term.DEFAULT, Failover.Term.LONG, Failover.Term.FENCED_ONLY);
  private List<Failover.Scenario> scenarios = List.of(Failover.Scenario.values());

  private Faults() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws Exception {
    Faults faults = new Faults();
    faults.parse(arguments);
    String impossible = Network.impossible();
    if (!impossible.isEmpty()) {
      System.out.println("faults: skipped, " + impossible);
      return;
    }
    System.exit(faults.run() ? 0 : 1);
  }

  private void parse(String[] arguments) {
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "--minutes" -> duration = Duration.ofMinutes(Long.parseLong(words.next()));
        case "--seconds" -> duration = Duration.ofSeconds(Long.parseLong(words.next()));
        case "--nodes" -> nodes = Integer.parseInt(words.next());
        case "--seed" -> seed = Long.parseLong(words.next());
        case "--directory" -> given = Path.of(words.next());
        case "--failover" -> failover = true;
        case "--runs" -> runs = Integer.parseInt(words.next());
        case "--term" -> terms = List.of(Failover.Term.valueOf(upper(words.next())));
        case "--only" ->
            scenarios =
                Stream.of(upper(words.next()).split(",")).map(Failover.Scenario::valueOf).toList();
        default -> throw new IllegalArgumentException("no option " + option);
      }
    }
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private boolean run() throws IOException, InterruptedException {
    Path directory = given == null ? Files.createTempDirectory("dsm-faults") : given;
    boolean clean = failover ? measured(directory) : campaign(directory);
    if (clean && given == null) {
      delete(directory);
    }
    return clean;
  }

  private boolean campaign(Path directory) throws IOException, InterruptedException {
    Campaign.Options options = new Campaign.Options(duration, nodes, seed, directory);
    return new Campaign(options).run().count() == 0;
  }

  private boolean measured(Path directory) throws IOException, InterruptedException {
    FailoverTable table = new FailoverTable();
    Failover measurement = new Failover(directory, seed);
    table.printHead(runs);
    measurement.run(terms, scenarios, runs, table);
    System.out.printf(
        "failover: runs=%d exceeded=%d stale=%d%n",
        table.runs(), table.over(), measurement.stale());
    return table.over() + measurement.stale() == 0;
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
