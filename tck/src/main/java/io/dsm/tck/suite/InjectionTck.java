// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

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
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every handle is injected where its qualifier names it. */
@ExtendWith(ArquillianExtension.class)
public class InjectionTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("injection", InjectionTck.class, Route.class).build();
  }

  /** Every handle as a field. */
  @ApplicationScoped
  public static class Fields {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Inject
    @DsmLease("owners")
    LeaseCollection<Route> owners;

    @Inject
    @DsmCrdt("hits")
    CrdtCollection<PnCounter> hits;

    @Inject
    @DsmCrdt("tags")
    CrdtCollection<AddWinsSet<String>> tags;

    @Inject DsmRuntime runtime;

    RegisterCollection<Route> routes() {
      return routes;
    }

    LeaseCollection<Route> owners() {
      return owners;
    }

    CrdtCollection<PnCounter> hits() {
      return hits;
    }

    CrdtCollection<AddWinsSet<String>> tags() {
      return tags;
    }

    DsmRuntime runtime() {
      return runtime;
    }
  }

  @Inject Fields fields;

  @Test
  @Assertion("inject.register")
  public void aRegisterIsInjected() {
    fields.routes().put("eu", new Route("h", 1));
    assertThat(fields.routes().get("eu")).contains(new Route("h", 1));
  }

  @Test
  @Assertion("inject.lease")
  public void aLeaseIsInjected() throws Exception {
    assertThat(
            fields
                .owners()
                .acquire("s1", new Route("h", 1))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .isInstanceOf(AcquireResult.Acquired.class);
  }

  @Test
  @Assertion("inject.crdt.counter")
  public void aCounterIsInjected() {
    PnCounter home = fields.hits().at("home");
    home.add(2);
    assertThat(home.value()).isEqualTo(2);
  }

  @Test
  @Assertion("inject.crdt.set")
  public void aSetIsInjected() {
    AddWinsSet<String> tags = fields.tags().at("eu");
    tags.add("green");
    assertThat(tags.elements()).containsExactly("green");
  }

  @Test
  @Assertion("inject.runtime")
  public void theRuntimeIsInjected() {
    assertThat(fields.runtime().state()).isEqualTo(DsmRuntime.LifecycleState.RUNNING);
  }
}
