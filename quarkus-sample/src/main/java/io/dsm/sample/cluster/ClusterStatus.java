// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.cluster;

import java.util.List;

/**
 * The cluster as one node sees it.
 *
 * @param self id of the node that answers
 * @param role of the node in the consensus tier
 * @param leader id of the known leader; empty text if none is known
 * @param quorumMargin visible voters beyond a majority
 * @param lag updates of this node some visible peer has not acknowledged
 */
public record ClusterStatus(
    String self,
    String state,
    boolean caughtUp,
    String role,
    String leader,
    long term,
    int quorumMargin,
    long lag,
    List<NodeStatus> nodes) {

  /**
   * One visible member.
   *
   * @param url where its page is; empty text if it has not said so yet
   */
  public record NodeStatus(String node, long incarnation, String url) {}
}
