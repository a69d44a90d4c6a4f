// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.constant;
import static io.dsm.sim.mistake.Twist.without;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Mistakes of voters, of their snapshots and disks, and of calls to them. */
final class VoterMistakes {

  private static final ClassDesc CALL = ClassDesc.of("io.dsm.core.consensus.PendingCall");
  private static final ClassDesc SESSIONS = ClassDesc.of("io.dsm.core.consensus.Sessions");

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "a snapshot of leases has no owners",
              "L",
              Cut.in("core.types.lease.LeaseSnapshots", "read", without("OwnedKeys.extend"))),
          Mistake.of(
              "a snapshot of leases has no tokens of idle keys",
              "L1",
              Cut.in("core.types.lease.LeaseSnapshots", "read", without("TokenMarks.idle"))),
          Mistake.of(
              "a snapshot of leases has no line",
              "L S1",
              Cut.in("core.types.lease.LeaseSnapshots", "read", without("WaitLines.join"))),
          Mistake.of(
              "a snapshot of references has no values",
              "S1",
              Cut.in("core.types.ref.RefState", "read", without("Map.put"))),
          Mistake.of(
              "a snapshot has no sessions",
              "L S1",
              Cut.in(
                  "core.consensus.Sessions",
                  "of",
                  body(
                      code ->
                          code.new_(SESSIONS)
                              .dup()
                              .invokespecial(
                                  SESSIONS, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void))
                              .areturn()))),
          Mistake.of(
              "a command that is sent again gets another number",
              "L S1",
              Cut.in(
                  "core.consensus.VoterCalls",
                  "message",
                  after(
                      "PendingCall$Payload$Command.number",
                      code ->
                          code.pop2().aload(1).getfield(CALL, "current", ConstantDescs.CD_long)))),
          Mistake.of(
              "a call nobody answered is said not to have happened",
              "S1",
              Cut.in("core.consensus.PendingCall", "expired", after("Map.isEmpty", constant(1)))),
          Mistake.of(
              "a value that is there is overwritten as if there were none",
              "S1",
              Cut.in("core.types.ref.RefState", "holds", after("Optional.isEmpty", constant(1)))),
          Mistake.of(
              "a value is replaced whatever was expected",
              "S1",
              Cut.in("core.types.ref.RefState", "holds", after("Optional.equals", constant(1)))),
          Mistake.of(
              "what is not there is deleted",
              "S1",
              Cut.in("core.types.ref.RefState", "holds", after("Optional.isPresent", constant(1)))),
          Mistake.of(
              "entries are acknowledged before they are synced",
              "L S1 V",
              Cut.in("raft.store.JournalStore", "flush", without("JournalStore.sync")).at(2),
              Cut.in("raft.VoterTransport", "send", without("JournalStore.sync"))),
          Mistake.of(
              "votes are not synced",
              "L S1 V",
              Cut.in(
                  "raft.store.JournalStore", "persistAndFlushTerm", without("JournalStore.sync")),
              Cut.in("raft.store.JournalStore", "flush", without("JournalStore.sync")).at(2)),
          Mistake.of(
              "a checkpoint leaves out entries behind the snapshot",
              "L S1 V",
              Cut.in("raft.store.Image", "writeTo", without("List.forEach")).at(2)));

  private VoterMistakes() {}
}
