// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.command.Outcome;

/** Answers to commands that cannot be carried out. */
final class Refusals {

  private Refusals() {}

  static Outcome notOpen(CollectionAddress address) {
    return new Outcome.Failed(
        new DsmException.Rejected(
            "collection "
                + address
                + " is not open with that kind on this node; nothing was done; declare it"
                + " before use"));
  }

  /** Application code that ran inside the step has failed. */
  static Outcome failedInside(String what, RuntimeException cause) {
    return new Outcome.Failed(
        cause instanceof DsmException expected
            ? expected
            : new DsmException.Rejected(what + " failed; nothing was changed: " + cause, cause));
  }
}
