// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.constant;
import static io.dsm.sim.mistake.Twist.instead;

import java.util.List;

/** Mistakes of registers, counters and sets. */
final class TypeMistakes {

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "of two writes with equal stamps the first to come wins",
              "R1 R2",
              Cut.in(
                  "core.types.register.RegisterCell",
                  "compareTo",
                  after("Member.compareTo", constant(1)))),
          Mistake.of(
              "the counter of a stamp is ignored",
              "R1 R2 R3 E1",
              Cut.in(
                  "core.types.register.RegisterCell",
                  "compareTo",
                  Twist.afterReading("counter", constant(0)))),
          Mistake.of(
              "the lifetime of a value does not travel",
              "R",
              Cut.in("core.types.register.RegisterRecord", "writeBody", Twist.number(2, 0)).at(1)),
          Mistake.of(
              "a state is overwritten instead of joined",
              "C R1",
              Cut.in(
                  "core.types.crdt.CrdtState",
                  "join",
                  instead("CrdtDefinition.join", code -> code.swap().pop().swap().pop()))),
          Mistake.of(
              "counters are joined by sum",
              "C R1",
              Cut.in(
                  "core.types.crdt.counter.PnCounterState$Share",
                  "greater",
                  body(code -> code.lload(0).lload(2).ladd().lreturn()))),
          Mistake.of(
              "the context of an add-wins set is not merged",
              "C R1 V",
              Cut.in(
                  "core.types.crdt.causal.CausalState",
                  "join",
                  instead("CausalContext.join", code -> code.pop()))),
          Mistake.of(
              "a new dot claims all earlier ones of its origin",
              "C2 R1",
              Cut.in(
                  "core.types.crdt.causal.CausalContext",
                  "issued",
                  after("CausalContext.last", code -> code.pop2().lconst_0()))),
          Mistake.of(
              "a shorter interval shortens a longer one",
              "C2 R1 V",
              Cut.in(
                  "core.types.crdt.causal.Intervals",
                  "union",
                  instead("Math.max", code -> code.dup2_x2().pop2().pop2()))));

  private TypeMistakes() {}
}
