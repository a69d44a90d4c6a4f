// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.access.lease.OfferReply;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.ref.RefChanged;
import java.util.List;
import java.util.Optional;

/** What nodes say to each other in the consensus tier. Any of it may be lost, repeated or late. */
sealed interface ConsensusMessage {

  /** What comes back for a forwarded command or query. */
  sealed interface Answer extends ConsensusMessage {
    /** Number of the sending that is answered. */
    long attempt();
  }

  /** A message of the replicated log, opaque here. */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record LogFrame(byte[] payload) implements ConsensusMessage {}

  /**
   * Please have this command applied.
   *
   * @param attempt number of this sending, greater than that of every earlier one of this sender
   * @param command number of the command in the session of the sender
   * @param settled all commands up to this number are settled for the sender
   */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record ForwardCommand(long attempt, long command, long settled, byte[] payload)
      implements ConsensusMessage {}

  /** Please answer this query. */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record ForwardQuery(long attempt, byte[] payload) implements ConsensusMessage {}

  /** The answer to a forwarded command or query. */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record Reply(long attempt, byte[] payload) implements Answer {}

  /** Nothing was appended, and why; perhaps another voter leads. */
  record NotDone(long attempt, Optional<NodeId> leader, String reason) implements Answer {}

  /** It may have been appended, and may still be applied. */
  record Uncertain(long attempt, String reason) implements Answer {}

  /**
   * The receiver owns a lease by transfer.
   *
   * @param consent under which it agreed; zero if the voters know of none
   */
  record TransferredToYou(LeaseKey key, LeaseGrant grant, long consent)
      implements ConsensusMessage {}

  /** An ownership of the receiver has ended. */
  record Revoked(LeaseClaim claim) implements ConsensusMessage {}

  /** Would you take this lease over? */
  record Offer(long attempt, LeaseKey key) implements ConsensusMessage {}

  /** Answer to an offer. */
  record OfferAnswer(long attempt, OfferReply reply) implements ConsensusMessage {}

  /** A reference that the receiver follows has changed. */
  record RefTold(RefChanged change) implements ConsensusMessage {}

  /** Who are you as a voter, and which voters do you know? */
  record VotersAsk() implements ConsensusMessage {}

  /** Please accept these voters, if you have never accepted others. */
  record VotersPropose(List<NodeId> voters) implements ConsensusMessage {}

  /**
   * Who the sender is as a voter.
   *
   * @param memory number of its memory
   * @param wish what its setting says
   * @param accepted the founders it has accepted, as long as it has this memory
   * @param charter the log it knows
   */
  record VotersTell(long memory, Voters wish, List<NodeId> accepted, Optional<Charter> charter)
      implements ConsensusMessage {}
}
