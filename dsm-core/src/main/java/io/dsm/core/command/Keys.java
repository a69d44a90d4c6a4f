// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.command;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;

/** What a key may be: the same for all eventual collections. */
public final class Keys {

  /** Longest key, in characters. */
  public static final int LENGTH_MAX = 512;

  private Keys() {}

  /**
   * Checks a key.
   *
   * @throws DsmException.Rejected if it is empty, too long, or no valid text
   */
  public static void check(CollectionAddress collection, String key) {
    int length = key.length();
    if (length == 0 || length > LENGTH_MAX) {
      throw new DsmException.Rejected(
          "a key of "
              + length
              + " characters is not allowed in "
              + collection
              + "; nothing was done; use 1 to "
              + LENGTH_MAX
              + " characters");
    }
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(key.charAt(i))) {
        refuseLoneSurrogate(collection, key, i);
      }
    }
  }

  private static void refuseLoneSurrogate(CollectionAddress collection, String key, int index) {
    boolean paired =
        Character.isHighSurrogate(key.charAt(index))
            ? index + 1 < key.length() && Character.isLowSurrogate(key.charAt(index + 1))
            : index > 0 && Character.isHighSurrogate(key.charAt(index - 1));
    if (!paired) {
      throw new DsmException.Rejected(
          "the key of "
              + collection
              + " has an unpaired surrogate at index "
              + index
              + "; nothing was done; pass valid text");
    }
  }
}
