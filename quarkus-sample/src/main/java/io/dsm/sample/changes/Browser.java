// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One browser that listens. It hears the state first, whatever changes while that is being read,
 * and then the changes one after another, because a line is not made for several senders. One that
 * cannot follow or cannot be reached is cut off, connects again by itself and begins anew.
 * Thread-safe, never waits.
 */
final class Browser {

  private static final int WAITING_MAX = 500;

  private final Line line;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private CompletionStage<?> last = begun;
  private int waiting;

  /** The way to a browser. */
  interface Line {
    CompletionStage<?> send(String text);

    boolean isClosed();

    void close();
  }

  Browser(Line line) {
    this.line = line;
  }

  boolean isGone() {
    return line.isClosed();
  }

  /** Sends the state; changes told before this come after it. */
  void begin(String state) {
    line.send(state)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                line.close();
              }
              begun.complete(null);
            });
  }

  synchronized void tell(String text) {
    if (waiting >= WAITING_MAX) {
      line.close();
      return;
    }
    waiting++;
    last =
        last.thenCompose(_ -> line.send(text))
            .whenComplete((_, failure) -> told(failure != null))
            .handle((_, _) -> text);
  }

  private synchronized void told(boolean failed) {
    waiting--;
    if (failed) {
      line.close();
    }
  }
}
