// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long a lease or its voters are without anybody, measured from outside: from the blow until
 * another node holds a lease it may use. Three nodes, all of them voters; one blow at a time, at a
 * random moment between two renewals.
 */
final class Failover {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** What happens to whom. */
  enum Scenario {
    OWNER_KILLED("owner killed"),
    OWNER_HUNG("owner hung"),
    LEADER_KILLED("leader killed"),
    LEADER_HUNG("leader hung"),
    BOTH_KILLED("owner and leader in one killed"),
    TRANSFER("planned transfer");

    private final String title;

    Scenario(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** A lease collection of the nodes, with its timing. */
  enum Term {
    DEFAULT("default", 10_000),
    LONG("long", 3_000),
    SHORT("short", 1_000),
    /** Default term, but passed on once the holder is not seen any more. */
    FENCED_ONLY("fenced", 10_000);

    private final String collection;
    private final long millis;

    Term(String collection, long millis) {
      this.collection = collection;
      this.millis = millis;
    }

    String collection() {
      return collection;
    }

    long millis() {
      return millis;
    }

    /**
     * Of a fenced-only lease only the crash of its owner is another story; one that hangs may
     * believe in it by declaration.
     */
    boolean has(Scenario scenario) {
      return this != FENCED_ONLY || scenario == Scenario.OWNER_KILLED;
    }

    /** As in the first column of the table. */
    String title() {
      return this == FENCED_ONLY ? "fenced" : millis / 1_000 + " s";
    }

    /** Grace of all these collections. */
    static long graceMillis() {
      return 500;
    }
  }

  private record Sight(long time, String node) {}

  private final Path directory;
  private final Random random;
  private final Map<String, Sight> has = new ConcurrentHashMap<>();
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private int keys;
  private int stale;

  /** Whether the last run met an election that it was not about: the term is waited for anew. */
  private boolean elected;

  Failover(Path directory, long seed) {
    this.directory = directory;
    this.random = new Random(seed);
  }

  /** How often an owner that woke up still believed in a lease another had got. */
  int stale() {
    return stale;
  }

  /** Runs the scenarios so many times each, and hands each result on as soon as it is there. */
  void run(List<Term> terms, List<Scenario> scenarios, int runs, FailoverTable table)
      throws IOException, InterruptedException {
    try (Rig rig = new Rig(directory, 3, random.nextLong(), this::hear, () -> 0)) {
      rig.open(3);
      for (Term term : terms) {
        for (Scenario scenario : scenarios.stream().filter(term::has).toList()) {
          for (int i = 0; i < runs; i++) {
            table.add(term, scenario, once(rig, term, scenario));
            if (elected) {
              table.elected(term, scenario);
            }
          }
          table.print(term, scenario);
        }
      }
    }
  }

  private void hear(Rig.Node node, String[] words) {
    switch (words[0]) {
      case "has" -> has.put(words[1], new Sight(Long.parseLong(words[2]), node.name()));
      case "ceding" -> said.put("ceding " + words[1], words[2]);
      case "state" -> System.out.println(node.name() + ": " + String.join(" ", words));
      case "checked" -> said.put("checked " + words[1], words[2]);
      default -> {}
    }
  }

  private static IllegalStateException explained(Rig rig, String what) throws InterruptedException {
    for (Rig.Node node : rig.nodes()) {
      node.process().tell("state");
    }
    TimeUnit.SECONDS.sleep(1);
    return new IllegalStateException(what);
  }

  private Duration once(Rig rig, Term term, Scenario scenario)
      throws IOException, InterruptedException {
    Rig.Node leader = leader(rig);
    List<Rig.Node> others = new ArrayList<>(rig.nodes());
    others.remove(leader);
    Collections.shuffle(others, random);
    elected = false;
    return switch (scenario) {
      case OWNER_KILLED, OWNER_HUNG -> {
        Rig.Node seeker = random.nextBoolean() ? leader : others.get(1);
        Duration time = lostOwner(rig, term, scenario, others.getFirst(), seeker);
        elected = !leader.process().leads();
        yield time;
      }
      case BOTH_KILLED -> lostOwner(rig, term, scenario, leader, others.getFirst());
      case LEADER_KILLED, LEADER_HUNG -> lostLeader(rig, term, scenario, others.getFirst(), leader);
      case TRANSFER ->
          transfer(rig, term, others.getFirst(), random.nextBoolean() ? leader : others.get(1));
    };
  }

  private static Rig.Node leader(Rig rig) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - deadline < 0) {
      List<Rig.Node> leaders =
          rig.nodes().stream().filter(it -> it.isReady() && it.process().leads()).toList();
      if (leaders.size() == 1 && rig.nodes().stream().allMatch(Rig.Node::isReady)) {
        return leaders.getFirst();
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw explained(rig, "no leader, or not all nodes are back, after a minute");
  }

  private Duration lostOwner(Rig rig, Term term, Scenario scenario, Rig.Node owner, Rig.Node seeker)
      throws IOException, InterruptedException {
    String key = key();
    String full = term.collection() + "/" + key;
    seek(rig, term, key, owner);
    seeker.process().tell("seek " + term.collection() + " " + key);
    TimeUnit.MILLISECONDS.sleep(random.nextLong(term.millis() * 2 / 3));
    has.remove(full);
    long blow = System.nanoTime();
    if (scenario == Scenario.OWNER_HUNG) {
      owner.process().pause();
    } else {
      rig.kill(owner);
      rig.restart(owner);
    }
    Sight sight = await(rig, full);
    if (scenario == Scenario.OWNER_HUNG) {
      owner.process().tell("check " + term.collection() + " " + key);
      owner.process().resume();
      if (!awaitSaid(rig, "checked " + full).equals("ended")) {
        stale++;
      }
    }
    seeker.process().tell("free " + term.collection() + " " + key);
    return Duration.ofNanos(sight.time() - blow);
  }

  /** The lease nobody holds: how long the voters are without a leader. */
  private Duration lostLeader(
      Rig rig, Term term, Scenario scenario, Rig.Node seeker, Rig.Node leader)
      throws IOException, InterruptedException {
    String key = key();
    TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(300));
    long blow = System.nanoTime();
    if (scenario == Scenario.LEADER_HUNG) {
      leader.process().pause();
    } else {
      rig.kill(leader);
    }
    Sight sight = seek(rig, term, key, seeker);
    if (scenario == Scenario.LEADER_HUNG) {
      leader.process().resume();
      TimeUnit.MILLISECONDS.sleep(500);
    } else {
      rig.restart(leader);
    }
    seeker.process().tell("free " + term.collection() + " " + key);
    return Duration.ofNanos(sight.time() - blow);
  }

  private Duration transfer(Rig rig, Term term, Rig.Node owner, Rig.Node target)
      throws InterruptedException {
    String key = key();
    String full = term.collection() + "/" + key;
    seek(rig, term, key, owner);
    has.remove(full);
    target.process().tell("await " + term.collection() + " " + key);
    TimeUnit.MILLISECONDS.sleep(20);
    owner.process().tell("cede " + term.collection() + " " + key + " " + target.name());
    Sight sight = await(rig, full);
    long began = Long.parseLong(awaitSaid(rig, "ceding " + full));
    target.process().tell("free " + term.collection() + " " + key);
    return Duration.ofNanos(sight.time() - began);
  }

  private String key() {
    return "lease-" + keys++;
  }

  private Sight seek(Rig rig, Term term, String key, Rig.Node node) throws InterruptedException {
    node.process().tell("seek " + term.collection() + " " + key);
    return await(rig, term.collection() + "/" + key);
  }

  private Sight await(Rig rig, String full) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - deadline < 0) {
      Sight sight = has.remove(full);
      if (sight != null) {
        return sight;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    throw explained(rig, "nobody got " + full + " in a minute");
  }

  private String awaitSaid(Rig rig, String what) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - deadline < 0) {
      String word = said.remove(what);
      if (word != null) {
        return word;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    throw explained(rig, "nobody said '" + what + "' in a minute");
  }
}
