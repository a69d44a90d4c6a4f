// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.answers;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.not;
import static io.dsm.sim.mistake.Twist.notWriting;
import static io.dsm.sim.mistake.Twist.number;
import static io.dsm.sim.mistake.Twist.without;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Mistakes of replication, repair and the hybrid clock. */
final class EventualMistakes {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc OF_TWO_LONGS =
      MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "the replay window begins one too late",
              "R1 C3",
              Cut.in("core.repair.RepairPlan", "of", number(1L, 2L)).at(2)),
          Mistake.of(
              "the log claims to reach one operation further back",
              "R C V",
              Cut.in("core.replication.OriginLog", "first", number(1L, 0L))),
          Mistake.of(
              "tombstones are dropped at the next tick",
              "R",
              Cut.in(
                  "core.engine.RepairTickHandler",
                  "collect",
                  after("EngineSettings.tombstoneHorizonMillis", code -> code.pop2().lconst_0()))),
          Mistake.of(
                  "the hybrid clock does not persist its ceiling",
                  "R4",
                  Cut.in("core.types.clock.HybridClock", "reserve", doesNothing()))
              .under(SeedRunner.SWINGING_CLOCKS),
          Mistake.of(
              "the hybrid clock does not learn from others",
              "R3",
              Cut.in("core.types.clock.HybridClock", "observe", notWriting("last"))),
          Mistake.of(
              "operations known already are counted again",
              "R C",
              Cut.in(
                  "core.engine.DeltaHandler",
                  "applyNext",
                  after("Math.min", code -> code.pop2().lconst_0()))),
          Mistake.of(
              "digests do not tell what is known",
              "R1 C3",
              Cut.in("core.replication.History", "root", body(code -> code.lconst_0().lreturn()))),
          Mistake.of(
              "an earlier life is over as soon as a later one is seen",
              "C3 R",
              Cut.in("core.replication.Lives", "isBefore", answers(true))),
          Mistake.of(
              "a removal is not replicated",
              "R",
              Cut.in("core.engine.RemoveHandler", "handle", without("Originator.originate"))),
          Mistake.of(
              "refused operations are counted instead of accepted ones",
              "R C",
              Cut.in("core.engine.DeltaHandler", "applyNext", after("Applier.apply", not()))));

  private EventualMistakes() {}
}
