// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import io.dsm.DsmException;
import java.util.regex.Pattern;

/**
 * Stable name of a node, unique in its cluster and kept across restarts.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record NodeId(String value) implements Comparable<NodeId> {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public NodeId {
    if (!LEGAL.matcher(value).matches()) {
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

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
