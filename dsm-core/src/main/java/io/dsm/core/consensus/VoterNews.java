// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.ConsensusMessage.VotersTell;
import java.util.List;
import java.util.Map;

/** What operators are told about who votes. On the log's executor, or before it is used. */
final class VoterNews {

  private static final System.Logger LOG = System.getLogger(VoterNews.class.getName());
  private static final int TICKS_BETWEEN_WARNINGS = 60;

  private final ConsensusEnvironment environment;
  private int ticks;
  private boolean toldOfOtherLog;

  VoterNews(ConsensusEnvironment environment) {
    this.environment = environment;
  }

  /** The log was founded or found, or has other members. */
  void changed(VoterId self, Roster roster) {
    LOG.log(
        roster.nodes().equals(listed()) ? DEBUG : INFO, "{0}: the voters are {1}", self, roster);
    if (roster.nodes().contains(self.node()) && !roster.contains(self)) {
      LOG.log(
          WARNING,
          "{0} is a voter, but the memory of this node is new (its disk was lost or replaced); it"
              + " does not vote; it comes back as a new voter by itself as soon as a majority of"
              + " the voters has a leader; if there is no majority without it, see the guide to"
              + " changing voters",
          self);
    }
  }

  private List<NodeId> listed() {
    return environment.voters() instanceof Voters.Listed(var nodes) ? nodes : List.of();
  }

  /** A node takes part in another log. */
  void otherLog(Charter own, Member from, Charter told) {
    if (!toldOfOtherLog) {
      toldOfOtherLog = true;
      LOG.log(
          ERROR,
          "{0} has the voters {1}, but {2} has {3}: these are two clusters; leases of one mean"
              + " nothing in the other; stop the nodes of one of them, empty their data directories"
              + " and start them with the same voters set as the others",
          environment.self(),
          own.roster().voters(),
          from,
          told.roster().voters());
    }
  }

  /** What is to be remembered of the voters cannot be written. */
  void cannotRemember(DsmException.Fatal failure) {
    LOG.log(
        ERROR,
        environment.self()
            + " cannot write to the journal of what it knows of the voters: it takes part as it did"
            + " before, but learns of no change of the voters any more; the other voters go on;"
            + " check the disk, then restart the node",
        failure);
  }

  /** There is no log yet; told now and then. */
  void notAgreed(List<NodeId> accepted, Map<NodeId, VotersTell> heard, List<NodeId> visible) {
    ticks++;
    if (ticks % TICKS_BETWEEN_WARNINGS == 0) {
      LOG.log(
          WARNING,
          "{0}: voters are not agreed yet, leases are unavailable; accepted here: {1}, heard from:"
              + " {2}, visible nodes: {3}, wanted: {4}; all voters must meet once: start the"
              + " missing nodes, or if nodes have accepted different choices, set"
              + " dsm.consensus.voters on all and restart",
          environment.self(),
          accepted,
          heard,
          visible,
          environment.voters());
    }
  }
}
