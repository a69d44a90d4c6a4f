// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.VoterId;
import io.dsm.raft.wire.Letter;
import io.dsm.raft.wire.MessageCodec;
import io.dsm.raft.wire.VoterEndpoint;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.VoteRequest;
import io.microraft.model.message.VoteResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all voters of a run agree on, gathered from outside, and every contradiction to it.
 * Violations are kept, not thrown, for the code under test catches what its callbacks throw.
 */
public final class Truth {

  private record Vote(int term, VoterId voter) {}

  private final List<String> applied = new ArrayList<>();
  private final Map<Vote, NodeId> votes = new HashMap<>();
  private final Map<Integer, NodeId> leaders = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int acknowledgedMax;
  private long trace = 17;

  /** A voter applied this as its command number {@code position}. */
  public void applied(int position, String command) {
    if (position == applied.size()) {
      applied.add(command);
    } else if (position > applied.size() || !applied.get(position).equals(command)) {
      violated("command " + position + " is '" + command + "' here, another elsewhere");
    }
  }

  public void sent(NodeId from, NodeId to, byte[] bytes) {
    trace = 31 * trace + Arrays.hashCode(bytes) + 7 * from.hashCode() + 3 * to.hashCode();
    Letter letter = MessageCodec.decode(from, bytes);
    RaftMessage message = letter.message();
    VoterId sender = VoterEndpoint.idOf(message.getSender());
    if (message instanceof VoteResponse vote && vote.isGranted()) {
      once(votes, new Vote(vote.getTerm(), sender), to, "vote");
    } else if (message instanceof VoteRequest request) {
      once(votes, new Vote(request.getTerm(), sender), from, "vote");
    } else if (message instanceof AppendEntriesRequest request) {
      once(leaders, request.getTerm(), from, "leader");
    }
  }

  private <K> void once(Map<K, NodeId> known, K key, NodeId value, String what) {
    NodeId old = known.putIfAbsent(key, value);
    if (old != null && !old.equals(value)) {
      violated("a second " + what + " " + key + ": " + old + " and " + value);
    }
  }

  public void acknowledged(int size) {
    acknowledgedMax = Math.max(acknowledgedMax, size);
  }

  /** How many commands a caller knows to be there. */
  public int acknowledgedMax() {
    return acknowledgedMax;
  }

  public void violated(String what) {
    violations.add(what);
  }

  public List<String> violations() {
    return violations;
  }

  public List<String> commands() {
    return applied;
  }

  /** A number that depends on every message ever sent and their order. */
  public long trace() {
    return trace;
  }
}
