// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.answers;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.instead;
import static io.dsm.sim.mistake.Twist.without;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Mistakes of what is kept on disks. */
final class DurableMistakes {

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "the content journal is not synced",
              "P1",
              Cut.in("core.journal.GroupCommit", "syncAll", without("Segments.sync"))),
          Mistake.of(
              "what the content journal kept is not taken back",
              "P1",
              Cut.in("core.engine.JournalHandler", "recovered", doesNothing())),
          Mistake.of(
              "a write is acknowledged before it is durable",
              "P1",
              Cut.in(
                  "core.durable.ContentJournal",
                  "whenDurable",
                  instead(
                      "Journal.durable",
                      code ->
                          code.pop2()
                              .pop()
                              .aconst_null()
                              .invokestatic(
                                  ClassDesc.of("java.util.concurrent.CompletableFuture"),
                                  "completedStage",
                                  MethodTypeDesc.of(
                                      ClassDesc.of("java.util.concurrent.CompletionStage"),
                                      ConstantDescs.CD_Object))))),
          Mistake.of(
              "a write is not handed to the content journal",
              "P1",
              Cut.in("core.engine.Persistence", "persist", doesNothing())),
          Mistake.of(
              "the checksum of a record is not looked at",
              "P3",
              Cut.in("core.journal.RecordFormat", "intact", answers(true))),
          Mistake.of(
              "all journals are the same node's",
              "P5",
              Cut.in(
                  "core.journal.JournalIdentity",
                  "seed",
                  body(code -> code.iconst_0().ireturn()))));

  private DurableMistakes() {}
}
