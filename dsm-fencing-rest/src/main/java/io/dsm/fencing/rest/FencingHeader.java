// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

import io.dsm.lease.FencingToken;
import java.util.Optional;

/** The request header that carries a fencing token: a positive decimal number of 64 bits. */
public final class FencingHeader {

  /** Name of the header. */
  public static final String NAME = "DSM-Fencing-Token";

  private static final int DIGITS_MAX = 19;

  private FencingHeader() {}

  /** What the header says. */
  public static String write(FencingToken token) {
    return Long.toString(token.value());
  }

  /** The token of a header; empty if it is anything but a canonical positive number. */
  public static Optional<FencingToken> read(String text) {
    boolean plain =
        !text.isEmpty()
            && text.length() <= DIGITS_MAX
            && text.charAt(0) != '0'
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    try {
      return plain ? Optional.of(FencingToken.of(Long.parseLong(text))) : Optional.empty();
    } catch (NumberFormatException tooGreat) {
      return Optional.empty();
    }
  }
}
