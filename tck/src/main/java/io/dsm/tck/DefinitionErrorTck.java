// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dsm.crdt.CrdtCollection;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What is wrong fails the deployment, and the message says what and where. */
public class DefinitionErrorTck {

  /** No type argument. */
  @Dependent
  public static class Raw {
    @Inject
    @DsmRegister("raw")
    @SuppressWarnings("rawtypes")
    RegisterCollection routes;
  }

  /** A wildcard. */
  @Dependent
  public static class Wildcard {
    @Inject
    @DsmRegister("wild")
    RegisterCollection<?> routes;
  }

  /** A name with a blank. */
  @Dependent
  public static class Name {
    @Inject
    @DsmRegister("Not Legal")
    RegisterCollection<Route> routes;
  }

  /** One name as routes. */
  @Dependent
  public static class Routes {
    @Inject
    @DsmRegister("shared-name")
    RegisterCollection<Route> routes;
  }

  /** The same name as strings. */
  @Dependent
  public static class Strings {
    @Inject
    @DsmRegister("shared-name")
    RegisterCollection<String> strings;
  }

  /** No codec. */
  @Dependent
  public static class NoCodec {
    @Inject
    @DsmRegister("threads")
    RegisterCollection<Thread> threads;
  }

  /** Not a CRDT. */
  @Dependent
  public static class NoCrdt {
    @Inject
    @DsmCrdt("routes")
    CrdtCollection<Route> routes;
  }

  /** A lease with settings of the test. */
  @Dependent
  public static class Lease {
    @Inject
    @DsmLease("owners")
    LeaseCollection<Route> owners;
  }

  private static String messagesOf(Application application) {
    Throwable refusal = catchThrowable(() -> TckContainer.underTest().deploy(application).close());
    assertThat(refusal).as("the deployment must be refused").isNotNull();
    StringBuilder messages = new StringBuilder();
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append('\n');
    }
    return messages.toString();
  }

  @Test
  @Assertion("error.raw")
  public void aRawHandleIsRefused() {
    assertThat(messagesOf(Application.of(Raw.class)))
        .contains(Raw.class.getName(), "field routes", "is raw");
  }

  @Test
  @Assertion("error.wildcard")
  public void aWildcardIsRefused() {
    assertThat(messagesOf(Application.of(Wildcard.class)))
        .contains(Wildcard.class.getName(), "field routes", "wildcard");
  }

  @Test
  @Assertion("error.name")
  public void anIllegalNameIsRefused() {
    assertThat(messagesOf(Application.of(Name.class))).contains(Name.class.getName(), "Not Legal");
  }

  @Test
  @Assertion("error.two-types")
  public void oneNameWithTwoTypesIsRefused() {
    assertThat(messagesOf(Application.of(Routes.class, Strings.class)))
        .contains("shared-name", "RegisterCollection<Route>", "RegisterCollection<String>");
  }

  @Test
  @Assertion("error.codec")
  public void aMissingCodecIsRefused() {
    assertThat(messagesOf(Application.of(NoCodec.class)))
        .contains("java.lang.Thread", "dsm.collections.\"threads\".codec");
  }

  @Test
  @Assertion("error.crdt")
  public void anUnknownCrdtIsRefused() {
    assertThat(messagesOf(Application.of(NoCrdt.class)))
        .contains("dsm.collections.\"routes\".definition");
  }

  @Test
  @Assertion("error.duration")
  public void aBadDurationIsRefused() {
    assertThat(
            messagesOf(
                Application.of(Lease.class).with("dsm.collections.owners.lease.term", "10x")))
        .contains("dsm.collections.owners.lease.term", "10x", Lease.class.getName());
  }

  @Test
  @Assertion("error.unknown-key")
  public void aMisspeltKeyIsRefused() {
    assertThat(
            messagesOf(Application.of(Lease.class).with("dsm.collections.owner.lease.term", "10s")))
        .contains("did you mean 'owners'?");
  }
}
