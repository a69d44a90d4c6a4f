// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Problem;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.PnCounter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
    if (plan.definition().isPresent() || PnCounter.class.equals(handle)) {
      return Optional.empty();
    }
    if (handle instanceof ParameterizedType generic
        && AddWinsSet.class.equals(generic.getRawType())) {
      return codecProblem(plan, generic.getActualTypeArguments()[0]);
    }
    if (AddWinsSet.class.equals(handle)) {
      return Optional.of(
          problem(plan, "AddWinsSet is raw", "name the type of its elements: AddWinsSet<String>"));
    }
    return surroundings.definitions().define(handle)
        ? Optional.empty()
        : Optional.of(unknownCrdt(plan, handle));
  }

  private static Problem unknownCrdt(CollectionPlan plan, Type handle) {
    Declaration declaration = plan.declaration();
    return problem(
        plan,
        handle.getTypeName() + " is not a CRDT that is known here",
        "use PnCounter or AddWinsSet<E>, or bring a CrdtDefinition of "
            + declaration.value().shown()
            + " as a bean, by ServiceLoader, or in "
            + CollectionReader.key(declaration.name(), Keys.DEFINITION));
  }

  private Optional<Problem> codecProblem(CollectionPlan plan, Type type) {
    if (plan.codec().isPresent()) {
      return Optional.empty();
    }
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
