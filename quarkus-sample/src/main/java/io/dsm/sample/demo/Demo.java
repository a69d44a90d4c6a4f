// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the demo: {@code Demo [--check] --jar quarkus-run.jar}. With {@code --check} it ends after
 * the story, with exit status 1 if a step failed; without, it leaves the cluster running until
 * Ctrl-C.
 */
public final class Demo {

  private static final int NODES = 3;

  private Demo() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    boolean check = words.contains("--check");
    int jar = words.indexOf("--jar") + 1;
    if (jar == 0 || jar == words.size() || !Files.exists(Path.of(words.get(jar)))) {
      System.err.println("demo: --jar names no packaged sample; run ./dsm demo, which builds it");
      System.exit(2);
    }
    System.exit(run(Path.of(words.get(jar)), check) ? 0 : 1);
  }

  private static boolean run(Path jar, boolean check) throws InterruptedException {
    SampleCluster cluster = SampleCluster.prepare(jar, NODES);
    Thread cleanUp = new Thread(cluster::close, "clean-up");
    Runtime.getRuntime().addShutdownHook(cleanUp);
    Narrator narrator = new Narrator(System.out, check ? Duration.ZERO : Duration.ofMillis(2_500));
    narrator.say("Starting three processes on loopback:");
    cluster.nodes().forEach(node -> narrator.say("    " + node.name() + "  " + node.url()));
    cluster.start();
    if (!check) {
      narrator.say("They are up. Open one of the pages and watch; the story begins.");
      Patience.pause(Duration.ofSeconds(5));
    }
    new Story(cluster, narrator).tell();
    if (!check) {
      visit(cluster, narrator);
    }
    narrator.summarize();
    return narrator.allOk();
  }

  private static void visit(SampleCluster cluster, Narrator narrator) throws InterruptedException {
    narrator.say("\nThe cluster stays up for you. Try:");
    String url = cluster.nodes().getFirst().url().toString();
    narrator.say("    open " + url);
    narrator.say(
        "    curl -X PUT -H 'Content-Type: application/json' -d '{\"host\":\"10.0.0.8\",\"port\":80}' "
            + url
            + "routes/mine");
    cluster
        .nodes()
        .forEach(node -> narrator.say("    kill -9 " + node.pid() + "   # " + node.name()));
    narrator.say("Ctrl-C ends it and cleans up.");
    new CountDownLatch(1).await();
  }
}
