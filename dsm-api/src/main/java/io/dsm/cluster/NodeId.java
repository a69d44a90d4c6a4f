// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import io.dsm.DsmException;

/**
 * Stable name of a node, unique in its cluster and kept across restarts.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record NodeId(String value) implements Comparable<NodeId> {

  private static final int CHARS = 64;

  public NodeId {
    if (!isLegal(value)) {
      throw new DsmException.Rejected(
          "node id '"
              + value
              + "' is not legal; the node cannot be named so; use 1 to 64 characters of"
              + " A-Z a-z 0-9 . _ - beginning with a letter or digit");
    }
  }

  public static NodeId of(String value) {
    return new NodeId(value);
  }

  // By hand: names are read from every command, and a regular expression costs much more.
  private static boolean isLegal(String value) {
    int length = value.length();
    if (length == 0 || length > CHARS || !isLetterOrDigit(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = value.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
