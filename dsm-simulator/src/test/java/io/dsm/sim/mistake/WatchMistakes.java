// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.notWriting;
import static io.dsm.sim.mistake.Twist.without;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Mistakes of watching. */
final class WatchMistakes {

  private static final ClassDesc LIST = ClassDesc.of("java.util.List");

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "values whose time is over are not ended",
              "E1",
              Cut.in(
                  "core.types.register.RegisterState",
                  "expire",
                  body(
                      code ->
                          code.invokestatic(LIST, "of", MethodTypeDesc.of(LIST), true).areturn()))),
          Mistake.of(
              "watchers are not told of removals",
              "E1",
              Cut.in("core.watch.WatchHub", "removed", doesNothing())),
          Mistake.of(
                  "a gap is not announced",
                  "E",
                  Cut.in("core.watch.Reader", "begin", notWriting("missed")))
              .with("watch.backlog", "2"),
          Mistake.of(
                  "what stands where a forgotten change stood is taken for it",
                  "E",
                  Cut.in(
                      "core.watch.ChangeLog",
                      "at",
                      after("ChangeLog$Entry.number", code -> code.pop2().lload(1))))
              .with("watch.backlog", "2"),
          Mistake.of(
              "what changed while it was collected is told twice",
              "E",
              Cut.in("core.watch.Reader", "begin", without("Map.remove"))));

  private WatchMistakes() {}
}
