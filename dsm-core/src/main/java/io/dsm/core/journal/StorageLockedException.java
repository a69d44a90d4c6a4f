// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;

/** Somebody else holds the directory; the message says who, as far as known. */
public final class StorageLockedException extends IOException {

  private static final long serialVersionUID = 1L;

  public StorageLockedException(String message) {
    super(message);
  }
}
