// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.core.runtime.Texts;

/**
 * A number of bytes as DSM's settings are written: {@code 8192}, {@code 8KiB}, {@code 16MiB},
 * {@code 1GiB}.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " bytes are less than none");
    }
  }

  /**
   * The size a text means.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static ByteSize parse(String text) {
    try {
      return new ByteSize(Texts.bytes(text.strip()));
    } catch (RuntimeException notSize) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a number of bytes; write 8192, 8KiB, 16MiB or 1GiB", notSize);
    }
  }
}
