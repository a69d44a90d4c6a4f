// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong, if anything. Keeps the first few violations of a run. */
public final class Verdict {

  private static final int KEPT = 10;

  private final Set<String> violations = new LinkedHashSet<>();
  private Set<String> judged = Set.of();

  /** From now on nothing but these ids counts, for runs outside what the others assume. */
  public void judgeOnly(Set<String> ids) {
    judged = ids;
  }

  /**
   * An invariant does not hold.
   *
   * @param id of the invariant, such as {@code L2}
   */
  public void violated(String id, String how) {
    if (violations.size() < KEPT && (judged.isEmpty() || judged.contains(id))) {
      violations.add(id + " " + how);
    }
  }

  /** Notes a violation unless something holds. */
  public void check(boolean holds, String id, String otherwise) {
    if (!holds) {
      violated(id, otherwise);
    }
  }

  public boolean isClean() {
    return violations.isEmpty();
  }

  public List<String> violations() {
    return new ArrayList<>(violations);
  }
}
