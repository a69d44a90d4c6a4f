// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.tutorial;

import io.dsm.checks.tutorial.Terminals.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks pages: each from an empty folder to two nodes that share state, and through the loss and
 * return of one. Arguments: the folder of the pages, a folder to work in, names of pages.
 */
final class Walk {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String MISSED = "'Hello again'";

  private final Page page;
  private final Terminals terminals;
  private final List<String> nodeCommands = new ArrayList<>();
  private final List<Terminal> nodes = new ArrayList<>();

  private Walk(Page page, Terminals terminals) {
    this.page = page;
    this.terminals = terminals;
  }

  public static void main(String[] arguments) throws IOException {
    Path pages = Path.of(arguments[0]);
    Path work = Files.createDirectories(Path.of(arguments[1])).toRealPath();
    int failed = 0;
    for (String name : List.of(arguments).subList(2, arguments.length)) {
      Path folder = Files.createTempDirectory(work, name + "-");
      try (Terminals terminals = new Terminals(folder)) {
        long began = System.nanoTime();
        Page page = Page.read(pages.resolve(name + ".md"));
        page.copyInto(folder);
        new Walk(page, terminals).walk();
        System.out.printf(
            "tutorial %s: two nodes share state (%d s)%n",
            name, Duration.ofNanos(System.nanoTime() - began).toSeconds());
      } catch (IOException problem) {
        failed++;
        System.out.printf("tutorial %s: FAILED in %s: %s%n", name, folder, problem.getMessage());
      }
    }
    System.out.printf("tutorials: walked=%d failed=%d%n", arguments.length - 2, failed);
    System.exit(failed == 0 ? 0 : 1);
  }

  private void walk() throws IOException {
    for (String block : page.commands()) {
      if (block.contains("curl ")) {
        ask(block);
        returnOfTheSecond(block.lines().toList());
      } else if (isNode(block)) {
        nodeCommands.add(block);
        nodes.add(terminals.start(block));
      } else {
        terminals.run(block);
      }
    }
    if (page.commands().stream().noneMatch(it -> it.contains("curl "))) {
      type();
    }
  }

  private static boolean isNode(String block) {
    return block.startsWith("java ") || block.startsWith("$WILDFLY/bin/");
  }

  /** The requests of the page, as often as somebody does who waits for the nodes to start. */
  private void ask(String requests) throws IOException {
    await(page.promise(), () -> terminals.run(requests).strip());
  }

  /** What the page says of the other node: it goes on, and the first one gets what it missed. */
  private void returnOfTheSecond(List<String> requests) throws IOException {
    nodes.get(1).stop();
    terminals.run(
        requests.getFirst().replaceFirst("'Hello[^']*'", MISSED).replace("curl", "curl -f"));
    nodes.set(1, terminals.start(nodeCommands.get(1)));
    await("Hello again", () -> terminals.run(requests.getLast()));
  }

  /** A program that reads its terminal. */
  private void type() throws IOException {
    String key = page.promise().replaceAll(".*value=(\\w+)].*", "$1");
    await(
        page.promise(),
        () -> {
          nodes.getFirst().type(key);
          return nodes.getFirst().text().contains(page.promise()) ? nodes.getLast().text() : "";
        });
  }

  /** Text that may not be there yet. */
  private interface Text {
    String now() throws IOException;
  }

  private void await(String wanted, Text text) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() - end < 0) {
      try {
        last = text.now();
        if (last.contains(wanted)) {
          return;
        }
      } catch (IOException notYet) {
        last = String.valueOf(notYet.getMessage());
      }
      pause();
    }
    throw new IOException("'" + wanted + "' never came; last: " + last);
  }

  // The walk is started from its source, with nothing but the JDK, and looks at other processes.
  private static void pause() throws IOException {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
