// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import io.dsm.reliability.faults.check.Content;
import io.dsm.reliability.faults.check.ContentHistory;
import io.dsm.reliability.faults.check.LeaseHistory;
import io.dsm.reliability.faults.check.RefHistory;
import io.dsm.reliability.faults.check.Violations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One run: load, faults, recovery, judgement. */
final class Campaign {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int SHOWN_MAX = 50;

  private final Options options;
  private final Tally tally = new Tally();
  private final Violations violations = new Violations();
  private final LeaseHistory leases = new LeaseHistory();
  private final RefHistory refs = new RefHistory();
  private final ContentHistory contents = new ContentHistory();
  private final Map<Rig.Node, Content> telling = new ConcurrentHashMap<>();
  private final Map<Rig.Node, Content> dumps = new ConcurrentHashMap<>();
  private final Set<Rig.Node> probed = ConcurrentHashMap.newKeySet();

  /**
   * A run.
   *
   * @param nodes 3 or 5
   * @param directory where nodes live; created if needed
   */
  record Options(Duration duration, int nodes, long seed, Path directory) {}

  Campaign(Options options) {
    this.options = options;
  }

  /** Runs and prints; returns what was found. */
  Violations run() throws IOException, InterruptedException {
    System.out.printf(
        "faults: seed=%d nodes=%d duration=%s directory=%s%n",
        options.seed(), options.nodes(), options.duration(), options.directory());
    try (Rig rig =
        new Rig(options.directory(), options.nodes(), options.seed(), this::hear, contents::last)) {
      sayWhatIsMissing(rig);
      rig.open(options.nodes());
      new Schedule(rig, options.seed(), tally).run(options.duration());
      recover(rig);
    } catch (IllegalStateException e) {
      violations.add(String.valueOf(e.getMessage()));
    }
    leases.judge(violations);
    refs.judge(violations);
    violations.all().stream().limit(SHOWN_MAX).forEach(it -> System.out.println("VIOLATION " + it));
    System.out.printf(
        "  %s; %d leases granted, %d reads and writes of references, %d durable writes%n",
        tally, leases.count(), refs.count(), contents.count());
    System.out.println(summary());
    return violations;
  }

  private static void sayWhatIsMissing(Rig rig) {
    if (!rig.clocksShift()) {
      System.out.println("  no C compiler or no preloading here: wall clocks are not shifted");
    }
    if (!rig.clocksDiffer()) {
      System.out.println("  no time namespaces here: all monotonic clocks have one origin");
    }
  }

  String summary() {
    return "faults: ops=%d kills=%d pauses=%d cuts=%d violations=%d"
        .formatted(
            leases.count() + refs.count() + contents.count(),
            tally.of(Tally.Kind.KILL),
            tally.of(Tally.Kind.PAUSE),
            tally.cuts(),
            violations.count());
  }

  Tally tally() {
    return tally;
  }

  private void hear(Rig.Node node, String[] words) {
    Content content = telling.computeIfAbsent(node, it -> Content.empty());
    if (content.hear(words)
        || contents.hear(words)
        || leases.hear(node.life(), words)
        || refs.hear(node.name(), words)) {
      return;
    }
    switch (words[0]) {
      case "ready" -> {
        telling.remove(node);
        String problems = contents.problems(content, node.name());
        if (!problems.isEmpty()) {
          violations.add("after the restart of " + node.life() + ": " + problems);
        }
        node.process().tell("load");
      }
      case "dumped" -> {
        telling.remove(node);
        dumps.put(node, content);
      }
      case "probed" -> probed.add(node);
      default -> {}
    }
  }

  /** With all nodes up and connected everything works again, and all replicas agree. */
  private void recover(Rig rig) throws InterruptedException {
    rig.nodes().forEach(node -> node.process().tell("quiet"));
    rig.nodes().forEach(node -> node.process().tell("probe"));
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    String problems = "not asked";
    while (!problems.isEmpty() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(500);
      problems = problems(rig);
    }
    if (!problems.isEmpty()) {
      violations.add("a minute after the last fault: " + problems);
    }
  }

  private String problems(Rig rig) throws InterruptedException {
    for (Rig.Node node : rig.nodes()) {
      if (!probed.contains(node)) {
        return node.name() + " does not reach the voters";
      }
    }
    dumps.clear();
    rig.nodes().forEach(node -> node.process().tell("dump"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (dumps.size() < rig.nodes().size() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Content first = dumps.get(rig.nodes().getFirst());
    for (Rig.Node node : rig.nodes()) {
      Content content = dumps.get(node);
      if (content == null || first == null) {
        return node.name() + " does not answer";
      }
      String problems = contents.problems(content, "");
      if (!problems.isEmpty()) {
        return node.name() + ": " + problems;
      }
      if (!content.equals(first)) {
        return "replica " + node.name() + " differs from the first";
      }
    }
    return "";
  }
}
