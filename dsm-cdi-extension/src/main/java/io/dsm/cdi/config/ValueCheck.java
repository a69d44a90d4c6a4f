// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.DsmException;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Problem;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.Crdts;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Checks that what a collection holds can be stored: a codec, or a known or defined CRDT. */
final class ValueCheck {

  private final Settings settings;
  private final Surroundings surroundings;

  ValueCheck(Settings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /** Whether it can; if not, it is reported. */
  boolean check(CollectionPlan plan) {
    Optional<Problem> problem =
        plan.declaration().kind() == Kind.CRDT
            ? crdtProblem(plan, plan.valueType())
            : codecProblem(plan, plan.valueType());
    problem.ifPresent(settings::report);
    return problem.isEmpty();
  }

  private Optional<Problem> crdtProblem(CollectionPlan plan, Type handle) {
    if (plan.definition().isPresent()) {
      return Optional.empty();
    }
    Optional<CrdtSpec.Kind<?>> ready;
    try {
      ready = Crdts.withHandle(handle, Optional.empty());
    } catch (DsmException.Rejected e) {
      return Optional.of(
          problem(
              plan,
              String.valueOf(e.getMessage()),
              "name types it can hold, such as AddWinsSet<String> or"
                  + " ObservedRemoveMap<String, PnCounter>"));
    }
    if (ready.isPresent()) {
      return contentProblem(plan, Crdts.contents(ready.get()));
    }
    return surroundings.definitions().define(handle)
        ? Optional.empty()
        : Optional.of(unknownCrdt(plan, handle));
  }

  /** A named codec is that of the innermost content; all others must have one of their own. */
  private Optional<Problem> contentProblem(CollectionPlan plan, List<Type> contents) {
    int derived = plan.codec().isPresent() ? contents.size() - 1 : contents.size();
    return contents.stream()
        .limit(Math.max(0, derived))
        .flatMap(type -> derivedProblem(plan, type).stream())
        .findFirst();
  }

  private static Problem unknownCrdt(CollectionPlan plan, Type handle) {
    Declaration declaration = plan.declaration();
    return problem(
        plan,
        handle.getTypeName() + " is not a CRDT that is known here",
        "use a ready kind such as PnCounter or AddWinsSet<E>, or bring a CrdtDefinition of "
            + declaration.value().shown()
            + " as a bean, by ServiceLoader, or in "
            + CollectionReader.key(declaration.name(), Keys.DEFINITION));
  }

  private Optional<Problem> codecProblem(CollectionPlan plan, Type type) {
    return plan.codec().isPresent() ? Optional.empty() : derivedProblem(plan, type);
  }

  private Optional<Problem> derivedProblem(CollectionPlan plan, Type type) {
    return surroundings
        .codecs()
        .problemOf(type)
        .map(
            reason ->
                problem(
                    plan,
                    "no codec for " + type.getTypeName() + ": " + reason,
                    "make it a record of known types, or name a ValueCodec in "
                        + CollectionReader.key(plan.declaration().name(), Keys.CODEC)));
  }

  private static Problem problem(CollectionPlan plan, String what, String fix) {
    return new Problem(
        CollectionReader.places(plan.declaration()),
        what,
        plan.declaration().shown() + " cannot be opened",
        fix);
  }
}
