// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One life of a node as a process, seen from the harness. */
final class NodeProcess {

  private static final long PATIENCE_SECONDS = 60;

  private final String name;
  private final NodeLedger ledger;
  private final TokenLedger tokens;
  private final Process process;
  private final Thread reader;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final BlockingQueue<Content> dumps = new LinkedBlockingQueue<>();
  private Content dumping = Content.empty();

  /** Where nodes live. */
  record Place(Path directory, int firstPort) {}

  NodeProcess(String name, Place place, NodeLedger ledger, TokenLedger tokens) throws IOException {
    this.name = name;
    this.ledger = ledger;
    this.tokens = tokens;
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                KillNode.class.getName(),
                name,
                String.valueOf(place.firstPort()),
                place.directory().resolve(name).toString(),
                String.valueOf(ledger.last() + 1))
            .redirectError(
                ProcessBuilder.Redirect.appendTo(place.directory().resolve(name + ".log").toFile()))
            .start();
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  String name() {
    return name;
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        hear(line.split(" ", -1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ready.countDown();
    }
  }

  private void hear(String[] words) {
    if (words[0].equals("end")) {
      dumps.add(dumping);
      dumping = Content.empty();
    } else if (!dumping.hear(words) && !ledger.hear(words)) {
      tokens.hear(name, words);
    }
    if (words[0].equals("ready")) {
      ready.countDown();
    }
  }

  /** Waits until the node serves. */
  void awaitReady() throws InterruptedException {
    boolean said = ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!said || !process.isAlive()) {
      throw new IllegalStateException("node " + name + " did not start; see its log");
    }
  }

  /** Kills without warning; returns when everything it had said was heard. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // Leaves the stream open, unlike the process itself.
    process.waitFor();
    reader.join();
  }

  void quiet() throws IOException {
    tell("quiet");
  }

  Content dump() throws IOException, InterruptedException {
    tell("dump");
    Content content = dumps.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (content == null) {
      throw new IllegalStateException("node " + name + " did not answer");
    }
    return content;
  }

  private void tell(String line) throws IOException {
    Writer in = process.outputWriter();
    in.write(line + "\n");
    in.flush();
  }
}
