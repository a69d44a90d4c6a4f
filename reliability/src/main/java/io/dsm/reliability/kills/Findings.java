// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong, by kind. Thread-safe. */
final class Findings {

  private final List<String> lost = new ArrayList<>();
  private final List<String> regressions = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  /** Something acknowledged as durable is not there. */
  synchronized void lost(String what) {
    note(lost, "LOST " + what);
  }

  /** A stamp, a dot, a life or a token went back. */
  synchronized void regression(String what) {
    note(regressions, "REGRESSION " + what);
  }

  /** Anything else that must not be. */
  synchronized void violation(String what) {
    note(violations, "VIOLATION " + what);
  }

  private static void note(List<String> kind, String what) {
    kind.add(what);
    System.out.println(what);
  }

  synchronized int lost() {
    return lost.size();
  }

  synchronized int regressions() {
    return regressions.size();
  }

  synchronized int violations() {
    return violations.size();
  }

  boolean none() {
    return lost() + regressions() + violations() == 0;
  }
}
