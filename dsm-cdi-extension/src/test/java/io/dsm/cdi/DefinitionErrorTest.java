// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionErrorTest {

  @Dependent
  public static class Raw {
    @Inject
    @DsmRegister("raw")
    @SuppressWarnings("rawtypes")
    RegisterCollection routes;
  }

  @Dependent
  public static class Wildcard {
    @Inject
    @DsmRegister("wild")
    RegisterCollection<?> routes;
  }

  @Dependent
  public static class Variable<T> {
    @Inject
    @DsmLease("variable")
    LeaseCollection<T> leases;
  }

  @Dependent
  public static class IllegalName {
    @Inject
    @DsmRegister("Route Hints")
    RegisterCollection<RouteHint> routes;
  }

  @Dependent
  public static class WrongQualifier {
    @Inject
    @DsmLease("routes")
    RegisterCollection<RouteHint> routes;
  }

  @Dependent
  public static class Routes {
    @Inject
    @DsmRegister("shared-name")
    RegisterCollection<RouteHint> routes;
  }

  @Dependent
  public static class Strings {
    final RegisterCollection<String> strings;

    @Inject
    Strings(@DsmRegister("shared-name") RegisterCollection<String> strings) {
      this.strings = strings;
    }
  }

  @Dependent
  public static class Leases {
    @Inject
    @DsmLease("shared-name")
    LeaseCollection<RouteHint> leases;
  }

  @Dependent
  public static class WrongObserver {
    void changed(@Observes @DsmRegister("shared-name") Change<String> change) {}
  }

  @Dependent
  public static class RawObserver {
    @SuppressWarnings("rawtypes")
    void changed(@Observes @DsmRegister("raw-observed") Change change) {}
  }

  @Dependent
  public static class UnknownCrdt {
    @Inject
    @DsmCrdt("tally")
    CrdtCollection<RouteHint> tally;
  }

  @Dependent
  public static class NoCodec {
    @Inject
    @DsmRegister("threads")
    RegisterCollection<Thread> threads;
  }

  @Dependent
  public static class Counters {
    @Inject
    @DsmCrdt("counters")
    CrdtCollection<PnCounter> counters;
  }

  private static String problemOf(ExtensionKind kind, Class<?>... beans) {
    Throwable thrown = catchThrowable(() -> Deployment.of(beans).extension(kind).start().close());
    assertThat(thrown).as("the deployment must fail").isNotNull();
    String message = thrown.toString() + (thrown.getCause() == null ? "" : thrown.getCause());
    assertThat(message).contains("problem: ", "consequence: ", "fix: ");
    return message;
  }

  @ParameterizedTest
  @EnumSource
  void aRawHandleIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, Raw.class))
        .contains(Raw.class.getName() + ", field routes")
        .contains("RegisterCollection is raw")
        .contains("@DsmRegister(\"raw\") RegisterCollection<RouteHint>");
  }

  @ParameterizedTest
  @EnumSource
  void aWildcardIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, Wildcard.class))
        .contains(Wildcard.class.getName() + ", field routes")
        .contains("RegisterCollection<?> is a wildcard or a type variable");
  }

  @ParameterizedTest
  @EnumSource
  void aTypeVariableIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, Variable.class))
        .contains(Variable.class.getName() + ", field leases")
        .contains("is a wildcard or a type variable");
  }

  @ParameterizedTest
  @EnumSource
  void anIllegalNameIsRefusedWithALegalOne(ExtensionKind kind) {
    assertThat(problemOf(kind, IllegalName.class))
        .contains("collection name 'Route Hints' is not legal")
        .contains("@DsmRegister(\"route-hints\")");
  }

  // With the build-compatible kind Weld finds the dependency unsatisfied before it reports
  // messages.
  @Test
  void aQualifierOnTheWrongHandleIsRefused() {
    assertThat(problemOf(ExtensionKind.PORTABLE, WrongQualifier.class))
        .contains("@DsmLease(\"routes\") is on type RegisterCollection<RouteHint>")
        .contains("@DsmLease(\"routes\") LeaseCollection<RouteHint>");
  }

  @ParameterizedTest
  @EnumSource
  void oneNameWithTwoTypesIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, Routes.class, Strings.class))
        .contains("RegisterCollection<RouteHint>", "RegisterCollection<String>")
        .contains("parameter 1 of the constructor");
  }

  @ParameterizedTest
  @EnumSource
  void oneNameWithTwoKindsIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, Routes.class, Leases.class))
        .contains("RegisterCollection<RouteHint>", "LeaseCollection<RouteHint>");
  }

  @ParameterizedTest
  @EnumSource
  void anObserverOfAnotherTypeIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, Routes.class, WrongObserver.class))
        .contains(WrongObserver.class.getName() + ", parameter 1 of method changed");
  }

  @ParameterizedTest
  @EnumSource
  void aRawObserverIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, RawObserver.class))
        .contains("Change is raw")
        .contains("@DsmRegister(\"raw-observed\") Change<RouteHint>");
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownCrdtIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, UnknownCrdt.class))
        .contains("RouteHint is not a CRDT that is known here")
        .contains("dsm.collections.\"tally\".definition");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingCodecIsRefused(ExtensionKind kind) {
    assertThat(problemOf(kind, NoCodec.class))
        .contains("no codec for java.lang.Thread")
        .contains("dsm.collections.\"threads\".codec");
  }

  @ParameterizedTest
  @EnumSource
  void allProblemsAreReportedAtOnce(ExtensionKind kind) {
    String message = problemOf(kind, Raw.class, IllegalName.class, Counters.class);
    assertThat(message).contains("2 problems").contains("1) ", "2) ");
  }
}
