// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import java.util.Comparator;

/**
 * A node in one of its lives. Two members with the same {@link NodeId} are the same node before and
 * after a restart; only the one with the greater incarnation can be alive.
 */
public record Member(NodeId node, Incarnation incarnation) implements Comparable<Member> {

  private static final Comparator<Member> ORDER =
      Comparator.comparing(Member::node).thenComparing(Member::incarnation);

  @Override
  public int compareTo(Member other) {
    return ORDER.compare(this, other);
  }

  /** {@code node#incarnation}. */
  @Override
  public String toString() {
    return node + "#" + incarnation;
  }
}
