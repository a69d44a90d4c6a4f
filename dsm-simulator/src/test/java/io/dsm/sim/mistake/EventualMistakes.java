// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.answers;
import static io.dsm.sim.mistake.Twist.constant;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.instead;
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
              "a delta is applied over a gap",
              "R C",
              Cut.in("core.engine.DeltaHandler", "handle", number(1L, 1_000L)),
              Cut.in(
                  "core.engine.DeltaHandler",
                  "applyNext",
                  after(
                      "Math.min",
                      code -> code.lconst_0().invokestatic(MATH, "max", OF_TWO_LONGS)))),
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
                  "a vector is adopted before ranges are compared",
                  "R C",
                  Cut.in("core.repair.RangeSession", "isThrough", answers(true)),
                  Cut.in(
                      "core.repair.RangeSession",
                      "next",
                      after("TreeMap.isEmpty", code -> code.pop().iconst_1())))
              .with("log.bytes-max", "1KiB"),
          Mistake.of(
                  "the piece of a range is taken for the whole",
                  "R C",
                  Cut.in("core.engine.RangeAskHandler", "about", number(4, 1)), // small pieces
                  Cut.in(
                          "core.repair.Frontier",
                          "fetched",
                          after("RangeResult$Fetched.next", code -> code.pop2().lconst_0()))
                      .at(5),
                  Cut.in(
                      "core.repair.Frontier",
                      "exchanged",
                      after(
                          "RangeResult$Exchanged.answered",
                          code -> code.pop().loadConstant(1 << 20))))
              .with("log.bytes-max", "1KiB")
              .with("outbound.frame-bytes", "512"),
          Mistake.of(
                  "what is newer on the asking side is kept there",
                  "R C",
                  Cut.in("core.repair.Frontier", "noteIfNews", doesNothing()))
              .with("log.bytes-max", "1KiB"),
          Mistake.of(
                  "entries that differ are not asked for",
                  "R C",
                  Cut.in("core.repair.Frontier", "compared", without("Frontier.list")))
              .with("log.bytes-max", "1KiB"),
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
              Cut.in("core.replication.History", "root", without("History.mixed")).at(2)),
          Mistake.of(
              "an earlier life is over as soon as a later one is seen",
              "C3 R",
              Cut.in("core.replication.Lives", "isBefore", answers(true))),
          Mistake.of(
              "a removal is not replicated",
              "R",
              Cut.in("core.engine.RemoveHandler", "handle", without("Originator.originate"))),
          Mistake.of(
              "an update of a CRDT is not replicated",
              "C R2",
              Cut.in("core.engine.UpdateHandler", "update", without("Originator.originate"))),
          Mistake.of(
              "an acknowledgement counts for later writes, too",
              "A1",
              Cut.in(
                  "core.engine.Acknowledgements",
                  "acknowledged",
                  instead("Math.min", code -> code.invokestatic(MATH, "max", OF_TWO_LONGS)))),
          Mistake.of(
              "a majority of peers is counted without this node",
              "A1",
              Cut.in("core.engine.PutHandler", "await", number(1, 0))),
          Mistake.of(
                  "a comparison stands for what was written while it went on",
                  "R C",
                  Cut.in(
                      "core.engine.Reconciler",
                      "pump",
                      instead(
                          "RangeSession.next",
                          code ->
                              code.aload(0)
                                  .invokestatic(
                                      ClassDesc.of("io.dsm.sim.mistake.Wrong"),
                                      "withLateVector",
                                      MethodTypeDesc.of(
                                          ConstantDescs.CD_List,
                                          ClassDesc.of("io.dsm.core.repair.RangeSession"),
                                          ConstantDescs.CD_List,
                                          ConstantDescs.CD_long,
                                          ConstantDescs.CD_Object)))))
              .with("log.bytes-max", "1KiB"),
          Mistake.of(
              "a conditional write does not compare",
              "R3",
              Cut.in("core.engine.PutHandler", "write", after("Version.equals", constant(1)))));

  private EventualMistakes() {}
}
