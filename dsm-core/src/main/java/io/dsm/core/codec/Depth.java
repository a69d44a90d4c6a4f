// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;

/** The limit of nesting, which keeps hostile bytes and cyclic values off the end of the stack. */
final class Depth {
  private Depth() {}

  static int written(int depth) {
    if (depth >= Codecs.MAX_DEPTH) {
      throw new DsmException.Rejected(
          "a value is nested more than "
              + Codecs.MAX_DEPTH
              + " deep; it was not written; flatten it or give a codec");
    }
    return depth + 1;
  }

  static int read(int depth) {
    if (depth >= Codecs.MAX_DEPTH) {
      throw new MalformedBytes("a value nested more than " + Codecs.MAX_DEPTH + " deep");
    }
    return depth + 1;
  }
}
