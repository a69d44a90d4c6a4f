// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.crdt.BoundedCounter;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.DdSketch;
import io.dsm.crdt.DisableWinsFlag;
import io.dsm.crdt.EnableWinsFlag;
import io.dsm.crdt.FencedRegister;
import io.dsm.crdt.GCounter;
import io.dsm.crdt.GrowOnlySet;
import io.dsm.crdt.HyperLogLog;
import io.dsm.crdt.LwwMap;
import io.dsm.crdt.LwwRegister;
import io.dsm.crdt.MaxRegister;
import io.dsm.crdt.MinRegister;
import io.dsm.crdt.MvRegister;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.RemoveWinsSet;
import io.dsm.crdt.TopK;
import io.dsm.inject.DsmCrdt;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The type argument of an injection point chooses the kind. */
class CrdtKindsTest {

  @ApplicationScoped
  public static class Counters {
    @Inject
    @DsmCrdt("visits")
    CrdtCollection<GCounter> visits;

    @Inject
    @DsmCrdt("stock")
    CrdtCollection<BoundedCounter> stock;

    @Inject
    @DsmCrdt("on")
    CrdtCollection<EnableWinsFlag> on;

    @Inject
    @DsmCrdt("off")
    CrdtCollection<DisableWinsFlag> off;

    @Inject
    @DsmCrdt("highest")
    CrdtCollection<MaxRegister> highest;

    @Inject
    @DsmCrdt("lowest")
    CrdtCollection<MinRegister> lowest;

    @Inject
    @DsmCrdt("latency")
    CrdtCollection<DdSketch> latency;
  }

  @ApplicationScoped
  public static class Containers {
    @Inject
    @DsmCrdt("owner")
    CrdtCollection<LwwRegister<RouteHint>> owner;

    @Inject
    @DsmCrdt("candidates")
    CrdtCollection<MvRegister<String>> candidates;

    @Inject
    @DsmCrdt("schedule")
    CrdtCollection<FencedRegister<String>> schedule;

    @Inject
    @DsmCrdt("seen")
    CrdtCollection<GrowOnlySet<Integer>> seen;

    @Inject
    @DsmCrdt("rights")
    CrdtCollection<RemoveWinsSet<String>> rights;

    @Inject
    @DsmCrdt("hits-by-path")
    CrdtCollection<ObservedRemoveMap<String, PnCounter>> hitsByPath;

    @Inject
    @DsmCrdt("settings")
    CrdtCollection<LwwMap<String, RouteHint>> settings;

    @Inject
    @DsmCrdt("users")
    CrdtCollection<HyperLogLog<String>> users;

    @Inject
    @DsmCrdt("busiest")
    CrdtCollection<TopK<String>> busiest;
  }

  @ApplicationScoped
  public static class Wrong {
    @Inject
    @DsmCrdt("sketches")
    CrdtCollection<ObservedRemoveMap<String, DdSketch>> sketches;
  }

  @ParameterizedTest
  @EnumSource
  void kindsWithoutElementsAreInjected(ExtensionKind kind) throws Exception {
    try (Deployment deployment = Deployment.of(Counters.class).extension(kind).start()) {
      Counters bean = unproxied(deployment.bean(Counters.class));
      bean.visits.at("k").add(3);
      assertThat(bean.visits.at("k").value()).isEqualTo(3);
      bean.stock.at("k").increment(5);
      assertThat(bean.stock.at("k").decrement(6))
          .isEqualTo(new BoundedCounter.Decrement.Refused(5));
      bean.on.at("k").enable();
      assertThat(bean.on.at("k").isEnabled()).isTrue();
      assertThat(bean.off.at("k").isEnabled()).isFalse();
      assertThat(bean.highest.at("k").offer(7)).isTrue();
      assertThat(bean.lowest.at("k").value()).isEmpty();
      bean.latency.at("k").record(12.5);
      assertThat(bean.latency.at("k").count()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void kindsWithElementsAreInjectedWithTheirTypes(ExtensionKind kind) throws Exception {
    try (Deployment deployment = Deployment.of(Containers.class).extension(kind).start()) {
      Containers bean = unproxied(deployment.bean(Containers.class));
      bean.owner.at("k").set(new RouteHint("10.0.0.7", 8443));
      assertThat(bean.owner.at("k").value()).contains(new RouteHint("10.0.0.7", 8443));
      bean.candidates.at("k").set("a");
      assertThat(bean.candidates.at("k").values()).isEqualTo(Set.of("a"));
      bean.schedule.at("k").set(FencingToken.of(2), "mine");
      assertThat(bean.schedule.at("k").set(FencingToken.of(1), "late"))
          .isEqualTo(new Admission.Refused(FencingToken.of(2)));
      bean.seen.at("k").add(1);
      assertThat(bean.seen.at("k").contains(1)).isTrue();
      assertThat(bean.rights.at("k").remove("root")).isFalse();
      bean.hitsByPath.at("k").at("/").increment();
      assertThat(bean.hitsByPath.at("k").keys()).containsExactly("/");
      bean.settings.at("k").put("eu", new RouteHint("h", 1));
      assertThat(bean.settings.at("k").get("eu")).contains(new RouteHint("h", 1));
      bean.users.at("k").add("u1");
      assertThat(bean.users.at("k").estimate()).isEqualTo(1);
      bean.busiest.at("k").add("/");
      assertThat(bean.busiest.at("k").top(1)).containsExactly(new TopK.Hit<>("/", 1, 1));
    }
  }

  @Test
  void aMapOfWhatCannotBeTakenAwayIsADefinitionError() {
    assertThatThrownBy(() -> Deployment.of(Wrong.class).start())
        .hasMessageContaining("sketches")
        .hasMessageContaining("a map cannot hold");
  }

  @SuppressWarnings("unchecked") // the proxy is of the class of its bean
  private static <T> T unproxied(T proxy) {
    return (T) ((org.jboss.weld.proxy.WeldClientProxy) proxy).getMetadata().getContextualInstance();
  }
}
