// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.Exclusions;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import io.dsm.tck.beans.Witness;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The node lives as long as the application. One deployment is observed; its bean leaves notes in
 * system properties, which another deployment in the same JVM reads when it is gone.
 */
@ExtendWith({Exclusions.class, ArquillianExtension.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class LifecycleTck {

  @Deployment(name = "observed", managed = false, testable = false)
  public static WebArchive observed() {
    return TckArchive.of("observed", Witness.class, Route.class)
        .with("dsm.node-id", Witness.NODE)
        .build();
  }

  @Deployment(name = "reader", managed = false)
  public static WebArchive reader() {
    return TckArchive.of(
            "reader",
            LifecycleTck.class,
            Exclusions.class,
            Assertion.class,
            Witness.class,
            Route.class)
        .with("dsm.enabled", "false")
        .build();
  }

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // Arquillian sets it before a test runs.
  Deployer deployer;

  @Test
  @Order(1)
  @RunAsClient
  @Assertion("life.again")
  public void anApplicationIsDeployedAgainAfterItWasUndeployed() {
    deployer.deploy("observed");
    deployer.undeploy("observed");
    deployer.deploy("observed");
    deployer.undeploy("observed");
    deployer.deploy("reader");
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.early")
  public void useBeforeTheStartIsUnavailable() {
    assertThat(Witness.note("early")).contains("Unavailable", "has not started yet");
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.start")
  public void theNodeRunsWhenObserversOfStartupAreCalled() {
    assertThat(Witness.note("started")).isEqualTo("RUNNING");
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.stop")
  public void theNodeStillRunsWhenObserversOfShutdownAreCalled() {
    assertThat(Witness.note("stopping")).isEqualTo("RUNNING");
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.release")
  public void leasesAreReleasedAndObserversToldWhenItStops() {
    assertThat(Witness.note("lease")).isEqualTo("released s1");
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.incarnation")
  public void aSecondLifeIsAGreaterIncarnation() {
    assertThat(Long.parseLong(Witness.note("incarnation")))
        .isGreaterThan(Long.parseLong(Witness.note("incarnation-before")));
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.disabled")
  public void aNodeThatIsOffAnswersUnavailableAndSaysSo() {
    assertThat(Witness.note("disabled")).contains("Unavailable", "dsm.enabled is false");
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.threads")
  public void noThreadOfTheNodeIsLeft() throws Exception {
    assertThat(Witness.threadsLeft()).isEmpty();
  }

  @Test
  @Order(2)
  @OperateOnDeployment("reader")
  @Assertion("life.loader")
  public void noClassLoaderOfTheApplicationIsLeft() throws Exception {
    assertThat(Witness.loadersLeft()).isZero();
  }

  @Test
  @Order(3)
  @RunAsClient
  @Assertion("life.off")
  public void anApplicationWithoutNodeIsUndeployed() {
    deployer.undeploy("reader");
  }
}
