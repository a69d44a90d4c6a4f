// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.answers;
import static io.dsm.sim.mistake.Twist.constant;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.number;
import static io.dsm.sim.mistake.Twist.otherConstant;
import static io.dsm.sim.mistake.Twist.without;

import java.util.List;

/** Mistakes of references, of sessions, and of the replicated log. */
final class ConsensusMistakes {

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "a conditional write of a reference does not compare",
              "S1",
              Cut.in("core.types.ref.RefState", "holds", answers(true))),
          Mistake.of(
              "writes of a reference do not raise its version",
              "S1",
              Cut.in("core.types.ref.RefCell", "next", number(1L, 0L))),
          Mistake.of(
              "a command that is sent again is applied again",
              "S1",
              Cut.in("core.consensus.Sessions", "once", without("TreeMap.get"))),
          Mistake.of(
              "a read is answered without asking the other voters",
              "S1",
              Cut.in(
                  "raft.ReadRounds",
                  "begin",
                  otherConstant("LINEARIZABLE", "EVENTUAL_CONSISTENCY"))),
          Mistake.of(
              "an acquisition does not ask who holds",
              "L",
              Cut.in(
                  "core.types.lease.LeaseState",
                  "acquire",
                  after("Optional.isEmpty", constant(1)))),
          Mistake.of(
              "term and vote are not written",
              "L S1 V",
              Cut.in("raft.store.JournalStore", "persistAndFlushTerm", doesNothing())),
          Mistake.of(
              "entries of the log are not written",
              "L S1 V",
              Cut.in("raft.store.JournalStore", "persistLogEntries", doesNothing()).at(2)),
          Mistake.of(
              "entries that were taken back come again",
              "L S1 V",
              Cut.in(
                  "raft.store.JournalStore",
                  "truncateLogEntriesFrom",
                  without("JournalStore.write"))),
          Mistake.of(
              "a voter that lost its disk votes on under its old number",
              "L S1 V",
              Cut.in("core.consensus.VoterMemory", "renew", number(Long.MAX_VALUE, 0L))));

  private ConsensusMistakes() {}
}
