// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.microraft.RaftNodeStatus;
import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.model.message.InstallSnapshotRequest;

/**
 * Takes back a change of members that a snapshot has overtaken.
 *
 * <p>MicroRaft 0.7 takes an uncommitted change back when its entry is truncated. A follower that
 * gets a snapshot instead goes on believing in it: it fails an assertion, or without assertions may
 * stay a voter that it never became.
 */
final class LostChange {

  private LostChange() {}

  /** Log's thread only; called before MicroRaft sees the request. */
  static void forgetIfReplaced(InstallSnapshotRequest request, RaftNodeImpl node) {
    long changed = node.getEffectiveMembers().getLogIndex();
    if (node.getStatus() == RaftNodeStatus.UPDATING_RAFT_GROUP_MEMBER_LIST
        && node.getCommittedMembers() != node.getEffectiveMembers()
        && request.getTerm() >= node.getTerm().getTerm()
        && (node.state().role() == RaftRole.FOLLOWER || node.state().role() == RaftRole.LEARNER)
        && request.getSnapshotIndex() >= changed
        && request.getGroupMembersView().getLogIndex() < changed) {
      node.setStatus(RaftNodeStatus.ACTIVE);
      node.revertGroupMembers();
    }
  }
}
