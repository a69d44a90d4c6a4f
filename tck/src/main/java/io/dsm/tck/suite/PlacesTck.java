// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Handles are injected wherever CDI injects, and all of one name are one collection. */
@ExtendWith(ArquillianExtension.class)
public class PlacesTck {

  private static final Route ROUTE = new Route("h", 1);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("places", PlacesTck.class, Route.class).build();
  }

  /** A field that a subclass inherits. */
  public abstract static class Inherited {
    @Inject
    @DsmRegister("inherited")
    RegisterCollection<Route> inherited;
  }

  /** Inherits a field and has a private one. */
  @ApplicationScoped
  public static class Fields extends Inherited {
    @Inject
    @DsmRegister("private")
    private RegisterCollection<Route> hidden;

    boolean keepsInherited() {
      inherited.put("k", ROUTE);
      return inherited.get("k").isPresent();
    }

    boolean keepsPrivate() {
      hidden.put("k", ROUTE);
      return hidden.get("k").isPresent();
    }
  }

  /** A parameter of a constructor and one of an initializer. */
  @Dependent
  public static class Parameters {
    private final RegisterCollection<Route> constructed;
    private @Nullable RegisterCollection<Route> initialized;

    @Inject
    public Parameters(@DsmRegister("shared") RegisterCollection<Route> constructed) {
      this.constructed = constructed;
    }

    @Inject
    void initialize(@DsmRegister("shared") RegisterCollection<Route> handle) {
      initialized = handle;
    }

    RegisterCollection<Route> constructed() {
      return constructed;
    }

    Optional<RegisterCollection<Route>> initialized() {
      return Optional.ofNullable(initialized);
    }
  }

  /** A parameter of an observer. */
  @ApplicationScoped
  public static class Observer {
    private volatile boolean written;

    void started(
        @Observes Startup event, @DsmRegister("observer") RegisterCollection<Route> parameter) {
      parameter.put("k", ROUTE);
      written = parameter.get("k").isPresent();
    }

    boolean written() {
      return written;
    }
  }

  /** A parameter of a producer. */
  @ApplicationScoped
  public static class Producer {
    @Produces
    @Named("first-host")
    @Dependent
    String first(@DsmRegister("produced") RegisterCollection<Route> routes) {
      routes.put("k", ROUTE);
      return routes.get("k").map(Route::host).orElse("nothing");
    }
  }

  @Inject Fields fields;
  @Inject Parameters parameters;
  @Inject Observer observer;

  @Inject
  @Named("first-host")
  String produced;

  @Test
  @Assertion("place.inherited")
  public void anInheritedFieldIsInjected() {
    assertThat(fields.keepsInherited()).isTrue();
  }

  @Test
  @Assertion("place.private")
  public void aPrivateFieldIsInjected() {
    assertThat(fields.keepsPrivate()).isTrue();
  }

  @Test
  @Assertion("place.constructor")
  public void aParameterOfAConstructorIsInjected() {
    parameters.constructed().put("constructor", ROUTE);
    assertThat(parameters.constructed().get("constructor")).contains(ROUTE);
  }

  @Test
  @Assertion({"place.initializer", "place.shared"})
  public void handlesOfOneNameAreOneCollection() {
    parameters.constructed().put("shared", ROUTE);
    assertThat(parameters.initialized().flatMap(handle -> handle.get("shared"))).contains(ROUTE);
  }

  @Test
  @Assertion("place.observer")
  public void aParameterOfAnObserverIsInjected() {
    assertThat(observer.written()).isTrue();
  }

  @Test
  @Assertion("place.producer")
  public void aParameterOfAProducerIsInjected() {
    assertThat(produced).isEqualTo("h");
  }
}
