// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.EnableWinsFlag;
import io.dsm.crdt.FencedRegister;
import io.dsm.crdt.LwwMap;
import io.dsm.crdt.MaxRegister;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.TopK;
import io.dsm.inject.DsmCrdt;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The type argument alone says which CRDT is meant, with its own type arguments. */
@ExtendWith(ArquillianExtension.class)
public class CrdtsTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("crdts", CrdtsTck.class, Route.class).build();
  }

  /** One collection of each shape: without argument, with one, with two, with another CRDT. */
  @Dependent
  public static class Kinds {
    @Inject
    @DsmCrdt("peaks")
    CrdtCollection<MaxRegister> peaks;

    @Inject
    @DsmCrdt("flags")
    CrdtCollection<EnableWinsFlag> flags;

    @Inject
    @DsmCrdt("hot")
    CrdtCollection<TopK<String>> hot;

    @Inject
    @DsmCrdt("tables")
    CrdtCollection<LwwMap<String, Route>> tables;

    @Inject
    @DsmCrdt("carts")
    CrdtCollection<ObservedRemoveMap<String, PnCounter>> carts;

    @Inject
    @DsmCrdt("plans")
    CrdtCollection<FencedRegister<Route>> plans;
  }

  @Inject Kinds kinds;

  @Test
  @Assertion("inject.crdt.register")
  public void aMaxRegisterIsInjected() {
    kinds.peaks.at("load").offer(7);
    kinds.peaks.at("load").offer(3);
    assertThat(kinds.peaks.at("load").value()).hasValue(7);
  }

  @Test
  @Assertion("inject.crdt.flag")
  public void aFlagIsInjected() {
    kinds.flags.at("beta").enable();
    assertThat(kinds.flags.at("beta").isEnabled()).isTrue();
  }

  @Test
  @Assertion("inject.crdt.top")
  public void aTopKIsInjected() {
    kinds.hot.at("pages").add("home", 5);
    assertThat(kinds.hot.at("pages").total()).isEqualTo(5);
  }

  @Test
  @Assertion("inject.crdt.fenced")
  public void aFencedRegisterIsInjectedAndRefusesAnOlderToken() {
    FencedRegister<Route> plan = kinds.plans.at("eu");
    assertThat(plan.set(FencingToken.of(7), new Route("new", 2)))
        .isEqualTo(new Admission.Admitted());
    assertThat(plan.set(FencingToken.of(6), new Route("old", 1)))
        .isEqualTo(new Admission.Refused(FencingToken.of(7)));
    assertThat(plan.value()).contains(new Route("new", 2));
    assertThat(plan.token()).contains(FencingToken.of(7));
  }

  @Test
  @Assertion("inject.crdt.map")
  public void aMapOfValuesIsInjected() {
    kinds.tables.at("eu").put("a", new Route("h", 1));
    assertThat(kinds.tables.at("eu").get("a")).contains(new Route("h", 1));
  }

  @Test
  @Assertion("inject.crdt.nested")
  public void aMapOfCountersIsInjected() {
    kinds.carts.at("alice").at("apples").add(2);
    assertThat(kinds.carts.at("alice").at("apples").value()).isEqualTo(2);
    assertThat(kinds.carts.at("alice").remove("apples")).isTrue();
    assertThat(kinds.carts.at("alice").keys()).isEmpty();
  }
}
