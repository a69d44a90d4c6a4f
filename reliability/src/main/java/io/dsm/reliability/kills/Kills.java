// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Three nodes as processes under load, killed at random, one, two or all at once, and restarted:
 * {@code Kills [--cycles N] [--seed S] [--port P] [--directory D]}. The seed fixes who is killed
 * and when; processes do the rest. Prints last {@code kills: cycles=… writes=… acknowledged=…
 * lost=… regressions=… violations=…} and exits with 1 unless the last three are zero.
 */
public final class Kills {

  private static final Duration SETTLE = Duration.ofSeconds(60);

  private final Options options;
  private final Random random;
  private final Findings findings = new Findings();
  private final TokenLedger tokens = new TokenLedger(findings);
  private final Map<String, NodeLedger> ledgers = new LinkedHashMap<>();
  private final Map<String, NodeProcess> processes = new LinkedHashMap<>();
  private int cycles;
  private int kills;

  /**
   * A run.
   *
   * @param firstPort of three
   * @param directory where nodes live; created if needed
   */
  record Options(int cycles, long seed, int firstPort, Path directory) {}

  Kills(Options options) {
    this.options = options;
    this.random = new Random(options.seed());
    KillNode.NAMES.forEach(name -> ledgers.put(name, new NodeLedger(name, findings)));
  }

  /** Runs the command. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> given = new LinkedHashMap<>();
    Options options;
    try {
      for (int i = 0; i < arguments.length; i += 2) {
        given.put(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : "");
      }
      options = parse(given);
    } catch (IllegalArgumentException e) {
      System.err.println("kills: " + e.getMessage() + "; nothing was started.");
      System.err.println("Say: kills [--cycles N] [--seed S] [--port P] [--directory D]");
      System.exit(2);
      return;
    }
    Findings found = new Kills(options).run();
    if (found.none() && !given.containsKey("--directory")) {
      Inspection.delete(options.directory());
    }
    System.exit(found.none() ? 0 : 1);
  }

  static Options parse(Map<String, String> given) throws IOException {
    Map<String, String> rest = new LinkedHashMap<>(given);
    long cycles = number(rest, "--cycles", 200);
    long seed = number(rest, "--seed", System.nanoTime() & 0xffffff);
    long port = number(rest, "--port", 21_710);
    String directory = rest.remove("--directory");
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("there is no option " + rest.keySet().iterator().next());
    }
    Path place = directory == null ? Files.createTempDirectory("dsm-kills") : Path.of(directory);
    return new Options(Math.toIntExact(cycles), seed, Math.toIntExact(port), place);
  }

  private static long number(Map<String, String> given, String option, long fallback) {
    String text = given.remove(option);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          option + " '" + text + "' is not a whole number below 10^9");
    }
    return Long.parseLong(text);
  }

  /** Runs all cycles; the directory keeps the logs of the nodes. */
  Findings run() throws IOException, InterruptedException {
    System.out.printf(
        "kills: seed=%d cycles=%d directory=%s%n",
        options.seed(), options.cycles(), options.directory());
    Files.createDirectories(options.directory());
    long began = System.nanoTime();
    try {
      startMissing();
      for (cycles = 0; cycles < options.cycles(); cycles++) {
        cycle();
        if ((cycles + 1) % 10 == 0) {
          System.out.println("  " + summary());
        }
      }
      settle();
    } catch (IllegalStateException e) {
      findings.violation(String.valueOf(e.getMessage()));
    } finally {
      for (NodeProcess process : processes.values()) {
        process.kill();
      }
    }
    System.out.printf(
        "  %d processes killed, %d leases granted, %d s%n",
        kills, tokens.count(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    System.out.println(summary());
    return findings;
  }

  String summary() {
    return "kills: cycles=%d writes=%d acknowledged=%d lost=%d regressions=%d violations=%d"
        .formatted(
            cycles,
            ledgers.values().stream().mapToLong(NodeLedger::attempts).sum(),
            ledgers.values().stream().mapToLong(NodeLedger::acknowledgements).sum(),
            findings.lost(),
            findings.regressions(),
            findings.violations());
  }

  /** Leases granted over all. */
  int granted() {
    return tokens.count();
  }

  private void startMissing() throws IOException, InterruptedException {
    List<NodeProcess> started = new ArrayList<>();
    NodeProcess.Place place = new NodeProcess.Place(options.directory(), options.firstPort());
    for (Map.Entry<String, NodeLedger> node : ledgers.entrySet()) {
      if (!processes.containsKey(node.getKey())) {
        NodeProcess process = new NodeProcess(node.getKey(), place, node.getValue(), tokens);
        processes.put(node.getKey(), process);
        started.add(process);
      }
    }
    for (NodeProcess process : started) {
      process.awaitReady();
    }
  }

  private void cycle() throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(1_000));
    for (String victim : victims()) {
      NodeProcess process = processes.remove(victim);
      if (process != null) {
        process.kill();
        kills++;
      }
    }
    for (NodeLedger ledger : ledgers.values()) {
      if (!processes.containsKey(ledger.node())) {
        inspect(ledger);
      }
    }
    startMissing();
  }

  private List<String> victims() {
    List<String> names = new ArrayList<>(KillNode.NAMES);
    java.util.Collections.shuffle(names, random);
    int dice = random.nextInt(10);
    return names.subList(0, dice == 0 ? 3 : dice <= 2 ? 2 : 1);
  }

  /** Everything a node was told is durable must be in what it left, peers or not. */
  private void inspect(NodeLedger ledger) throws IOException {
    String name = ledger.node();
    Path left = options.directory().resolve(name);
    Content content = Inspection.of(name, left, options.directory().resolve("inspected"));
    String missing = ledger.missing(content);
    if (!missing.isEmpty()) {
      findings.lost("cycle " + cycles + ", journal of " + name + ":" + missing);
    }
    ledgers.values().forEach(each -> each.findInventions("journal of " + name, content));
  }

  /** Without load and kills all replicas come to hold everything that was acknowledged anywhere. */
  private void settle() throws IOException, InterruptedException {
    for (NodeProcess process : processes.values()) {
      process.quiet();
    }
    long deadline = System.nanoTime() + SETTLE.toNanos();
    List<String> problems = problems();
    while (!problems.isEmpty() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(500);
      problems = problems();
    }
    problems.forEach(findings::lost);
  }

  private List<String> problems() throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Content first = null;
    for (NodeProcess process : processes.values()) {
      Content content = process.dump();
      if (first == null) {
        first = content;
      } else if (!first.equals(content)) {
        problems.add("in the end replica " + process.name() + " differs from the first");
      }
      for (NodeLedger ledger : ledgers.values()) {
        String missing = ledger.missing(content);
        if (!missing.isEmpty()) {
          problems.add("in the end, replica " + process.name() + ":" + missing);
        }
      }
      problems.addAll(sharedCounter(process.name(), content));
    }
    return problems;
  }

  private List<String> sharedCounter(String where, Content content) {
    long value = content.counts().getOrDefault("all", 0L);
    long least = ledgers.values().stream().mapToLong(it -> it.added("all")).sum();
    long most = ledgers.values().stream().mapToLong(it -> it.adding("all")).sum();
    return value >= least && value <= most
        ? List.of()
        : List.of(
            "in the end the shared counter is "
                + value
                + " on "
                + where
                + ", not "
                + least
                + " to "
                + most);
  }
}
