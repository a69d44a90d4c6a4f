// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmRuntime;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Handles are injected wherever CDI injects. */
public class InjectionTck {

  /** Every handle as a field. */
  @ApplicationScoped
  public static class Fields {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Inject
    @DsmRegister("nested")
    RegisterCollection<Map<String, List<Route>>> nested;

    @Inject
    @DsmLease("owners")
    LeaseCollection<Route> owners;

    @Inject
    @DsmCrdt("hits")
    CrdtCollection<PnCounter> hits;

    @Inject
    @DsmCrdt("tags")
    CrdtCollection<AddWinsSet<String>> tags;

    @Inject
    @DsmRegister("later")
    Instance<RegisterCollection<Route>> later;

    @Inject @Any Instance<RegisterCollection<Route>> any;
    @Inject DsmRuntime runtime;

    public RegisterCollection<Route> routes() {
      return routes;
    }

    public RegisterCollection<Map<String, List<Route>>> nested() {
      return nested;
    }

    public LeaseCollection<Route> owners() {
      return owners;
    }

    public CrdtCollection<PnCounter> hits() {
      return hits;
    }

    public CrdtCollection<AddWinsSet<String>> tags() {
      return tags;
    }

    public RegisterCollection<Route> later() {
      return later.get();
    }

    public RegisterCollection<Route> selected(String name) {
      return any.select(
              new TypeLiteral<RegisterCollection<Route>>() {}, DsmRegister.Literal.of(name))
          .get();
    }

    public DsmRuntime.LifecycleState state() {
      return runtime.state();
    }
  }

  /** A handle as a parameter of a constructor and of an observer. */
  @Dependent
  public static class Parameters {
    private final RegisterCollection<Route> routes;

    @Inject
    public Parameters(@DsmRegister("routes") RegisterCollection<Route> routes) {
      this.routes = routes;
    }

    public RegisterCollection<Route> routes() {
      return routes;
    }
  }

  /** A handle only an observer asks for. */
  @ApplicationScoped
  public static class Observer {
    private volatile boolean written;

    void started(
        @Observes Startup event, @DsmRegister("parameter") RegisterCollection<Route> parameter) {
      parameter.put("k", new Route("h", 1));
      written = parameter.get("k").isPresent();
    }

    public boolean written() {
      return written;
    }
  }

  private static TckContainer.Deployed deploy() throws Exception {
    return TckContainer.underTest()
        .deploy(Application.of(Fields.class, Parameters.class, Observer.class));
  }

  @Test
  @Assertion({"inject.register", "inject.record"})
  public void aRegisterIsInjected() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      RegisterCollection<Route> routes = deployed.bean(Fields.class).routes();
      routes.put("eu", new Route("h", 1));
      assertThat(routes.get("eu")).contains(new Route("h", 1));
    }
  }

  @Test
  @Assertion("inject.lease")
  public void aLeaseIsInjected() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      assertThat(
              deployed
                  .bean(Fields.class)
                  .owners()
                  .acquire("s1", new Route("h", 1))
                  .toCompletableFuture()
                  .get(60, TimeUnit.SECONDS))
          .isInstanceOf(AcquireResult.Acquired.class);
    }
  }

  @Test
  @Assertion({"inject.crdt.counter", "inject.crdt.set"})
  public void countersAndSetsAreInjected() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      PnCounter home = deployed.bean(Fields.class).hits().at("home");
      home.add(2);
      assertThat(home.value()).isEqualTo(2);
      AddWinsSet<String> tags = deployed.bean(Fields.class).tags().at("eu");
      tags.add("green");
      assertThat(tags.elements()).containsExactly("green");
    }
  }

  @Test
  @Assertion("inject.nested-generics")
  public void nestedGenericsAreInjected() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      Map<String, List<Route>> value = Map.of("a", List.of(new Route("h", 1)));
      deployed.bean(Fields.class).nested().put("k", value);
      assertThat(deployed.bean(Fields.class).nested().get("k")).contains(value);
    }
  }

  @Test
  @Assertion({"inject.parameter", "inject.shared"})
  public void parametersShareTheCollectionOfTheirName() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      deployed.bean(Fields.class).routes().put("eu", new Route("h", 1));
      assertThat(deployed.bean(Parameters.class).routes().get("eu")).isPresent();
      assertThat(deployed.bean(Observer.class).written()).isTrue();
    }
  }

  @Test
  @Assertion({"inject.instance", "inject.lookup"})
  public void instancesAndLookupsResolve() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      Fields fields = deployed.bean(Fields.class);
      fields.later().put("eu", new Route("h", 1));
      assertThat(fields.selected("later").get("eu")).isPresent();
    }
  }

  @Test
  @Assertion("inject.runtime")
  public void theRuntimeIsInjected() throws Exception {
    try (TckContainer.Deployed deployed = deploy()) {
      assertThat(deployed.bean(Fields.class).state()).isEqualTo(DsmRuntime.LifecycleState.RUNNING);
    }
  }
}
