// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

/**
 * Bytes that are no encoding of what was expected. Whoever reads bytes of a peer or of a file
 * catches this by name, drops what it was reading as a whole, counts and reports it.
 */
public final class MalformedBytes extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MalformedBytes(String message) {
    super(message);
  }

  public MalformedBytes(String message, Throwable cause) {
    super(message, cause);
  }
}
