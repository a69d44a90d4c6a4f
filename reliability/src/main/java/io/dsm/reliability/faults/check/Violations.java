// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import java.util.ArrayList;
import java.util.List;

/** What must not be and was. Thread-safe. */
public final class Violations {

  private final List<String> all = new ArrayList<>();

  public synchronized void add(String what) {
    all.add(what);
  }

  public synchronized int count() {
    return all.size();
  }

  public synchronized List<String> all() {
    return List.copyOf(all);
  }
}
