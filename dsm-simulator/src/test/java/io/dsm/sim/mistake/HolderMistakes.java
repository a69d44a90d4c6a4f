// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.instead;
import static io.dsm.sim.mistake.Twist.notWriting;
import static io.dsm.sim.mistake.Twist.plus;
import static io.dsm.sim.mistake.Twist.without;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Mistakes of those who hold leases, and of the clocks on both sides. */
final class HolderMistakes {

  private static final MethodTypeDesc OF_TWO_LONGS =
      MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
                  "of two clocks the one that says less is believed",
                  "L2 S1",
                  Cut.in(
                      "core.access.lease.ClockReading",
                      "elapsedNanos",
                      instead(
                          "Math.max",
                          code ->
                              code.invokestatic(
                                  ClassDesc.of("java.lang.Math"), "min", OF_TWO_LONGS))))
              .under(SeedRunner.SWINGING_CLOCKS),
          Mistake.of(
              "what was given up still counts as valid",
              "L2 L6 L7 S1",
              Cut.in("core.access.lease.HeldLease", "end", notWriting("ended"))),
          Mistake.of(
              "a lease is handed over before it is given up",
              "L2 L6",
              Cut.in("core.access.lease.Transfers", "accepted", without("LeaseBook.release"))),
          Mistake.of(
              "a transfer passes the old token on",
              "L1 L6",
              Cut.in("core.types.lease.LeaseState", "transfer", after("OwnedKeys.mint", plus(-1)))),
          Mistake.of(
              "a renewal does not prolong what the voters wait for",
              "L2 S1",
              Cut.in("core.consensus.LeaseExpiry", "renewed", doesNothing()),
              Cut.in(
                  "core.types.lease.LeaseState",
                  "expire",
                  after("LeaseGrant.renewals", code -> code.pop2().lconst_0())),
              Cut.in(
                  "core.types.lease.LeaseState",
                  "expire",
                  after("LeaseCommand$Expire.renewals", code -> code.pop2().lconst_0()))),
          Mistake.of(
              "leases of a new leader run out at once",
              "L2 S1",
              Cut.in("core.consensus.LeaseExpiry", "begin", after("Clock.monotonicNanos", plus(0))),
              Cut.in(
                  "core.consensus.LeaseExpiry",
                  "watch",
                  after("LeaseTiming.exclusionNanos", code -> code.loadConstant(4L).ldiv()))),
          Mistake.of(
              "nobody expires what its owner left behind",
              "L5",
              Cut.of("core.consensus.LeaseExpiry", "due", doesNothing())),
          Mistake.of(
              "verifying a token looks at nothing",
              "S1",
              Cut.in(
                      "core.types.lease.OwnedKeys",
                      "verify",
                      body(
                          code ->
                              code.new_(ClassDesc.of("io.dsm.lease.VerifyResult$Current"))
                                  .dup()
                                  .invokespecial(
                                      ClassDesc.of("io.dsm.lease.VerifyResult$Current"),
                                      "<init>",
                                      MethodTypeDesc.of(ConstantDescs.CD_void))
                                  .areturn()))
                  .at(2)));

  private HolderMistakes() {}
}
