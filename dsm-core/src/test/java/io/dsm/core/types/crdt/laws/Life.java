// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;

/** Members for tests. */
public final class Life {
  private Life() {}

  public static Member of(String node) {
    return new Member(NodeId.of(node), new Incarnation(1));
  }
}
