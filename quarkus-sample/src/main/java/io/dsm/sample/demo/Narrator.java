// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells the steps of the story and counts how they went. */
final class Narrator {

  private final PrintStream out;
  private final Duration breath;
  private int steps;
  private int succeeded;

  /**
   * @param breath pause after each step, so that a person can follow
   */
  Narrator(PrintStream out, Duration breath) {
    this.out = out;
    this.breath = breath;
  }

  /** Runs one step; its result says what was seen. A failed step is told, and the story goes on. */
  void step(String title, Supplier<String> action) {
    steps++;
    out.printf("%n%2d. %s%n", steps, title);
    try {
      String seen = action.get();
      succeeded++;
      out.printf("    ok: %s%n", seen);
    } catch (StoryFailed failure) {
      out.printf("    FAILED: %s%n", failure.getMessage());
    }
    Patience.pause(breath);
  }

  void say(String text) {
    out.println(text);
  }

  boolean allOk() {
    return steps == succeeded;
  }

  void summarize() {
    out.printf("%ndemo: %d steps, %d ok%n", steps, succeeded);
  }
}
