// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** What a {@link FencingGuard} says to a token. */
public sealed interface Admission {

  /** No greater token has been admitted; the effect may be made. */
  record Admitted() implements Admission {}

  /**
   * Another holder came later and was admitted; the effect must not be made.
   *
   * @param greatest the token that was admitted
   */
  record Refused(FencingToken greatest) implements Admission {}
}
