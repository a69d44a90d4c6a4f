// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
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
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectionTest {

  @ApplicationScoped
  public static class Gateway {
    @Inject
    @DsmRegister("route-hints")
    RegisterCollection<RouteHint> routes;

    @Inject
    @DsmRegister("nested")
    RegisterCollection<Map<String, List<RouteHint>>> nested;

    @Inject
    @DsmLease("shard-owner")
    LeaseCollection<RouteHint> shards;

    @Inject
    @DsmCrdt("request-counter")
    CrdtCollection<PnCounter> requests;

    @Inject
    @DsmCrdt("tags")
    CrdtCollection<AddWinsSet<String>> tags;

    @Inject
    @DsmRegister("lazy")
    Instance<RegisterCollection<String>> lazy;

    @Inject DsmRuntime runtime;

    boolean startedBefore;

    void started(
        @Observes Startup event,
        @DsmRegister("as-parameter") RegisterCollection<Integer> parameter) {
      parameter.put("one", 1);
      startedBefore = parameter.get("one").isPresent();
    }
  }

  @Dependent
  public static class Constructed {
    final RegisterCollection<RouteHint> routes;

    @Inject
    Constructed(@DsmRegister("route-hints") RegisterCollection<RouteHint> routes) {
      this.routes = routes;
    }
  }

  private static Deployment.Recipe gateway(ExtensionKind kind) {
    return Deployment.of(Gateway.class, Constructed.class).extension(kind);
  }

  @ParameterizedTest
  @EnumSource
  void everyHandleIsInjectedAndWorks(ExtensionKind kind) throws Exception {
    try (Deployment deployment = gateway(kind).start()) {
      Gateway gateway = deployment.bean(Gateway.class);
      Gateway target = unproxied(deployment, gateway);
      target.routes.put("eu", new RouteHint("10.0.0.7", 8443));
      assertThat(target.routes.get("eu")).contains(new RouteHint("10.0.0.7", 8443));
      target.nested.put("a", Map.of("b", List.of(new RouteHint("h", 1))));
      assertThat(target.nested.all()).containsKey("a");
      target.requests.at("hits").increment();
      assertThat(target.requests.at("hits").value()).isEqualTo(1);
      target.tags.at("x").add("green");
      assertThat(target.tags.at("x").elements()).containsExactly("green");
      AcquireResult<RouteHint> answer =
          target
              .shards
              .acquire("s1", new RouteHint("me", 1))
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      assertThat(answer).isInstanceOf(AcquireResult.Acquired.class);
      assertThat(target.shards.held("s1")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void handlesOfOneNameShareOneCollection(ExtensionKind kind) {
    try (Deployment deployment = gateway(kind).start()) {
      Gateway target = unproxied(deployment, deployment.bean(Gateway.class));
      target.routes.put("eu", new RouteHint("h", 1));
      assertThat(deployment.bean(Constructed.class).routes.get("eu")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void parametersAndInstanceResolve(ExtensionKind kind) {
    try (Deployment deployment = gateway(kind).start()) {
      Gateway target = unproxied(deployment, deployment.bean(Gateway.class));
      assertThat(target.startedBefore).isTrue();
      target.lazy.get().put("k", "v");
      assertThat(target.lazy.get().get("k")).contains("v");
      RegisterCollection<RouteHint> selected =
          deployment
              .container()
              .select(
                  new TypeLiteral<RegisterCollection<RouteHint>>() {},
                  DsmRegister.Literal.of("route-hints"))
              .get();
      selected.put("us", new RouteHint("h", 2));
      assertThat(target.routes.get("us")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUndeclaredNameIsRefusedUnlessAllowed(ExtensionKind kind) {
    TypeLiteral<RegisterCollection<String>> type = new TypeLiteral<>() {};
    DsmRegister other = DsmRegister.Literal.of("other");
    try (Deployment deployment = gateway(kind).start()) {
      RegisterCollection<String> handle = deployment.container().select(type, other).get();
      assertThatThrownBy(() -> handle.put("k", "v"))
          .isInstanceOf(DsmException.Rejected.class)
          .hasMessageContaining("@DsmRegister(\"other\") RegisterCollection<String>")
          .hasMessageContaining("dsm.dynamic-registration=true");
    }
    try (Deployment deployment =
        gateway(kind).setting("dsm.dynamic-registration", "true").start()) {
      RegisterCollection<String> handle = deployment.container().select(type, other).get();
      handle.put("k", "v");
      assertThat(handle.get("k")).contains("v");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLookupWithAnotherTypeIsRefused(ExtensionKind kind) {
    try (Deployment deployment = gateway(kind).start()) {
      RegisterCollection<String> handle =
          deployment
              .container()
              .select(
                  new TypeLiteral<RegisterCollection<String>>() {},
                  DsmRegister.Literal.of("route-hints"))
              .get();
      assertThatThrownBy(() -> handle.get("k"))
          .isInstanceOf(DsmException.Rejected.class)
          .hasMessageContaining("RegisterCollection<RouteHint>");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandleSurvivesPassivation(ExtensionKind kind) throws Exception {
    try (Deployment deployment = gateway(kind).start()) {
      Gateway target = unproxied(deployment, deployment.bean(Gateway.class));
      target.routes.put("eu", new RouteHint("h", 1));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(target.routes);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        RegisterCollection<?> woken = (RegisterCollection<?>) in.readObject();
        assertThat(woken.toString()).isEqualTo("RegisterCollection 'route-hints'");
        assertThat(woken.size()).isEqualTo(1);
      }
    }
  }

  private static Gateway unproxied(Deployment deployment, Gateway proxy) {
    assertThat(deployment.container().isRunning()).isTrue();
    return (Gateway)
        ((org.jboss.weld.proxy.WeldClientProxy) proxy).getMetadata().getContextualInstance();
  }
}
