// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import java.util.List;

/**
 * The members a node currently sees, itself included, in ascending order. Views of different nodes
 * differ during and after faults; a view never authorises anything.
 *
 * @param number grows with every view this node sees; not comparable between nodes
 */
public record ClusterView(long number, List<Member> members) {

  public ClusterView {
    members = members.stream().sorted().toList();
  }

  public boolean contains(NodeId node) {
    return members.stream().anyMatch(member -> member.node().equals(node));
  }
}
