// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

/** A system could not do what was asked. What it said is a note in the results. */
final class Failed extends Exception {

  Failed(String message) {
    super(message);
  }

  /** The system does not offer it: no failure, nothing to report. */
  static final class NotOffered extends Exception {
    NotOffered(String what) {
      super(what);
    }
  }
}
