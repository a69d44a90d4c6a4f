// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import org.jspecify.annotations.Nullable;

/** The first failure ends the journal: after it every operation fails with the same story. */
final class FailStop {

  private final String location;
  private volatile DsmException.@Nullable Fatal first;

  FailStop(String location) {
    this.location = location;
  }

  /** Throws if the journal has failed. */
  void check() {
    DsmException.Fatal failure = first;
    if (failure != null) {
      // A new exception, so that its stack trace names the caller that was refused.
      throw new DsmException.Fatal(String.valueOf(failure.getMessage()), failure);
    }
  }

  /** Records a failure; the first one counts and is returned. */
  synchronized DsmException.Fatal fail(String during, Throwable cause) {
    DsmException.Fatal failure = first;
    if (failure == null) {
      failure = Damage.failed(location, during, cause);
      first = failure;
    }
    return failure;
  }

  /** Records a refusal that was already worded. */
  synchronized void refuse(DsmException.Fatal refusal) {
    if (first == null) {
      first = refusal;
    }
  }

  DsmException.@Nullable Fatal failure() {
    return first;
  }
}
