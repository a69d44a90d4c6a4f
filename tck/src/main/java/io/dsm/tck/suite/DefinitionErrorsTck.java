// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import io.dsm.tck.refused.Refusal;
import io.dsm.tck.refused.WrongPoints;
import io.dsm.tck.refused.WrongQualifier;
import io.dsm.tck.refused.WrongValues;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong fails the deployment, and the message says what, where and what to do. */
@ExtendWith(ArquillianExtension.class)
public class DefinitionErrorsTck {

  @Deployment(name = "definitions", managed = false, testable = false)
  public static WebArchive definitions() {
    return TckArchive.of("definitions", WrongPoints.class, Route.class).build();
  }

  @Deployment(name = "qualifier", managed = false, testable = false)
  public static WebArchive qualifier() {
    return TckArchive.of("qualifier", WrongQualifier.class, Route.class).build();
  }

  @Deployment(name = "values", managed = false, testable = false)
  public static WebArchive values() {
    return TckArchive.of("values", WrongValues.class, Route.class).build();
  }

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // Arquillian sets it before a test runs.
  Deployer deployer;

  @Test
  @RunAsClient
  @Assertion("error.raw")
  public void aRawHandleIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(WrongPoints.Raw.class.getName() + ", field routes", "RegisterCollection is raw");
  }

  @Test
  @RunAsClient
  @Assertion("error.raw-ref")
  public void aRawReferenceIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(WrongPoints.RawRef.class.getName() + ", field primary", "Ref is raw");
  }

  @Test
  @RunAsClient
  @Assertion("error.wildcard")
  public void aWildcardIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(
            WrongPoints.Wildcard.class.getName() + ", field routes",
            "RegisterCollection<?> is a wildcard");
  }

  @Test
  @RunAsClient
  @Assertion("error.variable")
  public void aTypeVariableIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(
            WrongPoints.Variable.class.getName() + ", field leases", "wildcard or a type variable");
  }

  @Test
  @RunAsClient
  @Assertion("error.name")
  public void anIllegalNameIsRefusedWithALegalOne() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(
            WrongPoints.Name.class.getName(),
            "'Not Legal' is not legal",
            "@DsmRegister(\"not-legal\")");
  }

  @Test
  @RunAsClient
  @Assertion("error.empty")
  public void anEmptyNameIsRefused() {
    assertThat(Refusal.of(deployer, "definitions")).contains(WrongPoints.Empty.class.getName());
  }

  @Test
  @RunAsClient
  @Assertion("error.two-types")
  public void oneNameWithTwoTypesIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(
            "two-types",
            "RegisterCollection<Route>",
            "RegisterCollection<String>",
            "parameter 1 of the constructor");
  }

  @Test
  @RunAsClient
  @Assertion("error.two-kinds")
  public void oneNameWithTwoKindsIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains("two-kinds", "RegisterCollection<Route>", "LeaseCollection<Route>");
  }

  @Test
  @RunAsClient
  @Assertion("error.observer")
  public void anObserverOfAnotherTypeIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(WrongPoints.Observer.class.getName() + ", parameter 1 of method changed");
  }

  @Test
  @RunAsClient
  @Assertion("error.raw-observer")
  public void aRawObserverIsRefused() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains(WrongPoints.RawObserver.class.getName(), "Change is raw");
  }

  @Test
  @RunAsClient
  @Assertion("error.crdt")
  public void anUnknownCrdtIsRefusedWithTheSettingThatDefinesOne() {
    assertThat(Refusal.of(deployer, "values"))
        .contains(
            WrongValues.class.getName(), "is not a CRDT", "dsm.collections.\"no-crdt\".definition");
  }

  @Test
  @RunAsClient
  @Assertion("error.all")
  public void allProblemsAreReportedAtOnceWithTheirFixes() {
    assertThat(Refusal.of(deployer, "definitions"))
        .contains("problem: ", "consequence: ", "fix: ", "1) ", "2) ");
  }

  @Test
  @RunAsClient
  @Assertion("error.codec")
  public void aTypeWithoutCodecIsRefusedWithTheSettingThatNamesOne() {
    assertThat(Refusal.of(deployer, "values"))
        .contains(WrongValues.class.getName(), "no codec for java.lang.Thread")
        .contains("dsm.collections.\"no-codec\".codec");
  }

  @Test
  @RunAsClient
  @Assertion("error.qualifier")
  public void aQualifierOnAnotherHandleIsRefused() {
    assertThat(Refusal.of(deployer, "qualifier"))
        .contains(WrongQualifier.class.getName(), "DsmLease", "RegisterCollection<");
  }
}
