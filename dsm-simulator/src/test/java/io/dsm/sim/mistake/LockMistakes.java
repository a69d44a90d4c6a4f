// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.after;
import static io.dsm.sim.mistake.Twist.constant;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.instead;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Mistakes of locks: of the line the voters keep, and of the callers of one node. */
final class LockMistakes {

  private static final ClassDesc LIST = ClassDesc.of("java.util.List");
  private static final ClassDesc DEQUE = ClassDesc.of("java.util.ArrayDeque");
  private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "the line is served from its end",
              "L S1",
              Cut.in(
                  "core.types.lease.WaitLine",
                  "inOrder",
                  after(
                      "List.copyOf",
                      code -> code.invokeinterface(LIST, "reversed", MethodTypeDesc.of(LIST))))),
          Mistake.of(
              "who asks again goes before those who wait",
              "L8",
              Cut.in("core.types.lease.LeaseState", "join", after("WaitLines.length", constant(0))),
              Cut.in(
                  "core.types.lease.LeaseState",
                  "acquire",
                  after("WaitLines.length", constant(0)))),
          Mistake.of(
              "callers of a node are served last come first",
              "L8",
              Cut.in(
                  "core.access.lock.LockDesk",
                  "acquired",
                  instead(
                      "ArrayDeque.remove",
                      code ->
                          code.invokevirtual(
                              DEQUE, "removeLast", MethodTypeDesc.of(ConstantDescs.CD_Object))))),
          Mistake.of(
              "two callers are given one hold",
              "L1",
              Cut.in(
                  "core.access.lock.LockDesk",
                  "release",
                  instead(
                      "Optional.of",
                      code ->
                          code.pop()
                              .invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL))))),
          Mistake.of(
              "the loss of a lock is not told",
              "L7",
              Cut.of("core.access.lock.Hold", "lost", doesNothing())),
          Mistake.of(
              "a wait does not end",
              "L8",
              Cut.of("core.access.lock.LockDesk", "expired", doesNothing())));

  private LockMistakes() {}
}
