// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmRuntime;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two deployments in one server are two nodes that know nothing of each other. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class TwoDeploymentsTck {

  @Deployment(name = "one")
  public static WebArchive one() {
    return TckArchive.of("one", TwoDeploymentsTck.class, Route.class)
        .with("dsm.cluster-id", "tck-one")
        .build();
  }

  @Deployment(name = "two")
  public static WebArchive two() {
    return TckArchive.of("two", TwoDeploymentsTck.class, Route.class)
        .with("dsm.cluster-id", "tck-two")
        .build();
  }

  /** The same bean in both. */
  @ApplicationScoped
  public static class Routes {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Inject DsmRuntime runtime;

    RegisterCollection<Route> routes() {
      return routes;
    }

    String cluster() {
      return runtime.diagnostics().clusterId();
    }
  }

  @Inject Routes routes;

  @Test
  @Order(1)
  @OperateOnDeployment("one")
  @Assertion("two.settings")
  public void theFirstHasItsOwnSettings() {
    assertThat(routes.cluster()).isEqualTo("tck-one");
    routes.routes().put("eu", new Route("one", 1));
  }

  @Test
  @Order(2)
  @OperateOnDeployment("two")
  @Assertion({"two.settings", "two.state"})
  public void theSecondHasItsOwnSettingsAndDoesNotSeeTheFirst() {
    assertThat(routes.cluster()).isEqualTo("tck-two");
    assertThat(routes.routes().get("eu")).isEmpty();
    routes.routes().put("us", new Route("two", 2));
  }

  @Test
  @Order(3)
  @OperateOnDeployment("one")
  @Assertion("two.state")
  public void theFirstKeepsWhatItHad() {
    assertThat(routes.routes().all()).containsOnlyKeys("eu");
  }
}
