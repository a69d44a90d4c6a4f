// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.Dot;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.register.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * A node under load in a process of its own: {@code KillNode NAME PORT DIRECTORY FIRST}. It says on
 * its output what it is about to do ({@code put? n}) and what it was told is done ({@code put! n}),
 * each before the next, and takes {@code quiet} and {@code dump} on its input. Ends with its input.
 */
public final class KillNode {

  static final List<String> NAMES = List.of("n1", "n2", "n3");
  private static final String SHARED = "all";

  private final String name;
  private final DsmRuntime runtime;
  private final RegisterCollection<Long> routes;
  private final CrdtCollection<PnCounter> counts;
  private final CrdtCollection<AddWinsSet<Long>> tags;
  private final CrdtCollection<DotMarks.Marks> marks;
  private final LeaseCollection<String> jobs;
  private volatile boolean loaded = true;

  private KillNode(String name, DsmRuntime runtime) {
    this.name = name;
    this.runtime = runtime;
    this.routes = runtime.register(Specs.ROUTES);
    this.counts = runtime.crdt(Specs.COUNTS);
    this.tags = runtime.crdt(Specs.TAGS);
    this.marks = runtime.crdt(Specs.MARKS);
    this.jobs = runtime.lease(Specs.JOBS);
  }

  /** Runs until it is killed or its input ends. */
  public static void main(String[] arguments) throws IOException {
    String name = arguments[0];
    int firstPort = Integer.parseInt(arguments[1]);
    List<InetSocketAddress> seeds =
        IntStream.range(0, NAMES.size())
            .mapToObj(i -> new InetSocketAddress("127.0.0.1", firstPort + i))
            .toList();
    DsmRuntime runtime =
        DsmRuntime.builder()
            .clusterId(Specs.CLUSTER)
            .serviceId(Specs.CLUSTER)
            .nodeId(NodeId.of(name))
            .membership(Membership.unicast("127.0.0.1", firstPort + NAMES.indexOf(name), seeds))
            .voters(Voters.of(NAMES.toArray(String[]::new)))
            .dataDirectory(Path.of(arguments[2]))
            .setting("repair.interval", "300ms")
            .setting("durability.checkpoint-bytes", "256KiB")
            .setting("transport.failure-timeout", "1s")
            .build();
    KillNode node = new KillNode(name, runtime);
    runtime.start();
    say("ready " + runtime.self().incarnation().value());
    node.load(Long.parseLong(arguments[3]));
    node.obey();
    runtime.close();
  }

  private void load(long first) {
    work(() -> write(first));
    work(() -> count(name));
    work(() -> count(SHARED));
    work(() -> tag(first));
    work(this::lead);
  }

  private void obey() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "quiet" -> loaded = false;
        case "dump" -> {
          StringBuilder all = new StringBuilder();
          Content.read(routes, counts, tags).tell(it -> all.append(it).append('\n'));
          say(all + "end");
        }
        default -> say("what? " + line);
      }
    }
    loaded = false;
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  private static void work(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(long first) {
    for (long n = first; loaded; n++) {
      String key = Specs.key(name, n);
      say("put? " + n);
      if (Specs.removes(n)) {
        routes.remove(key);
        say("put! " + n);
      } else {
        Version version = routes.put(key, n);
        say("put! " + n + " " + version.physicalMillis() + " " + version.counter());
      }
      pause(1);
    }
  }

  private void count(String key) {
    while (loaded) {
      say("add? " + key);
      counts.at(key).add(1);
      say("add! " + key);
      pause(2);
    }
  }

  private void tag(long first) {
    for (long n = first; loaded; n++) {
      say("tag? " + n);
      tags.at(name).add(n);
      say("tag! " + n);
      Dot dot = marks.at(name).next();
      say("dot! " + dot.origin().incarnation().value() + " " + dot.counter());
      pause(10);
    }
  }

  private void lead() {
    while (loaded) {
      String key = "job-" + ThreadLocalRandom.current().nextInt(3);
      long begin = System.nanoTime();
      try {
        AcquireResult<String> result =
            jobs.acquire(key, name).toCompletableFuture().get(5, TimeUnit.SECONDS);
        if (result instanceof AcquireResult.Acquired<String>(Lease<String> lease)) {
          lease
              .token()
              .ifPresent(
                  token ->
                      say(
                          "token! %s %d %d %d"
                              .formatted(key, begin, System.nanoTime(), token.value())));
          pause(5);
          lease.token().ifPresent(token -> jobs.release(key, token));
        }
      } catch (java.util.concurrent.ExecutionException | TimeoutException | DsmException e) {
        say("unknown");
      } catch (InterruptedException e) {
        return;
      }
      pause(20);
    }
  }
}
