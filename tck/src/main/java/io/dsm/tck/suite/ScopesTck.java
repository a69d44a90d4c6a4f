// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import io.dsm.tck.beans.Sleep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans of every scope may own handles, and a handle survives the passivation of its owner. */
@ExtendWith(ArquillianExtension.class)
public class ScopesTck {

  private static final Route ROUTE = new Route("h", 1);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("scopes", ScopesTck.class, Route.class, Sleep.class).build();
  }

  /** Lives as long as the application, and asks a bean that lives shorter. */
  @ApplicationScoped
  public static class Application {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Inject
    @DsmLease("owners")
    LeaseCollection<Route> owners;

    @Inject
    @DsmCrdt("hits")
    CrdtCollection<PnCounter> hits;

    @Inject Request request;

    RegisterCollection<Route> routes() {
      return routes;
    }

    LeaseCollection<Route> owners() {
      return owners;
    }

    CrdtCollection<PnCounter> hits() {
      return hits;
    }

    @ActivateRequestContext
    public void inRequest(String key) {
      request.put(key);
    }
  }

  /** Lives as long as a request. */
  @RequestScoped
  public static class Request {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    public void put(String key) {
      routes.put(key, ROUTE);
    }
  }

  /** Has no proxy, and is produced, because its scope alone makes no bean. */
  public static class Single {
    private final RegisterCollection<Route> routes;

    public Single(RegisterCollection<Route> routes) {
      this.routes = routes;
    }

    RegisterCollection<Route> routes() {
      return routes;
    }
  }

  /** Produces it. */
  @Dependent
  public static class Maker {
    @Produces
    @Singleton
    Single single(@DsmRegister("routes") RegisterCollection<Route> routes) {
      return new Single(routes);
    }
  }

  /** Lives as long as its owner. */
  @Dependent
  public static class Part {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    RegisterCollection<Route> routes() {
      return routes;
    }
  }

  @Inject Application application;
  @Inject Single single;
  @Inject Part part;

  @Test
  @Assertion("scope.request")
  public void aBeanOfARequestSharesTheCollection() {
    application.inRequest("request");
    application.inRequest("request-2");
    assertThat(application.routes().get("request")).contains(ROUTE);
    assertThat(application.routes().get("request-2")).contains(ROUTE);
  }

  @Test
  @Assertion("scope.singleton")
  public void aSingletonSharesTheCollection() {
    single.routes().put("singleton", ROUTE);
    assertThat(application.routes().get("singleton")).contains(ROUTE);
  }

  @Test
  @Assertion("scope.dependent")
  public void aDependentBeanSharesTheCollection() {
    part.routes().put("dependent", ROUTE);
    assertThat(application.routes().get("dependent")).contains(ROUTE);
  }

  @Test
  @Assertion("scope.thread")
  public void aHandleWorksOnAThreadTheContainerDoesNotKnow() throws Exception {
    RegisterCollection<Route> routes = application.routes();
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .unstarted(
                () -> {
                  routes.put("thread", ROUTE);
                  done.complete(null);
                });
    thread.setContextClassLoader(null);
    thread.start();
    done.get(60, TimeUnit.SECONDS);
    assertThat(routes.get("thread")).contains(ROUTE);
  }

  @Test
  @Assertion("scope.passivation.register")
  public void aRegisterSurvivesPassivation() throws Exception {
    application.routes().put("asleep", ROUTE);
    RegisterCollection<?> woken = Sleep.andWake(RegisterCollection.class, application.routes());
    assertThat(woken.get("asleep").isPresent()).isTrue();
  }

  @Test
  @Assertion("scope.passivation.lease")
  public void aLeaseSurvivesPassivation() throws Exception {
    LeaseCollection<?> woken = Sleep.andWake(LeaseCollection.class, application.owners());
    assertThat(woken.held("nobody")).isEmpty();
  }

  @Test
  @Assertion("scope.passivation.crdt")
  public void aCrdtSurvivesPassivation() throws Exception {
    application.hits().at("asleep").increment();
    CrdtCollection<?> woken = Sleep.andWake(CrdtCollection.class, application.hits());
    assertThat(woken.keys()).contains("asleep");
  }
}
