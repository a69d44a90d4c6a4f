// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.names;

/** Broken on purpose: an empty word, an accessor prefix, and a package without a null mark. */
public final class LeaseManager extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The prefix is the mistake. */
  public long getToken() {
    return 1;
  }

  @Override
  public String getMessage() {
    return "inherited from the JDK, hence allowed";
  }
}
