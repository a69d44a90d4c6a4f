// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interceptors of the application see calls of DSM, and may use handles themselves. */
@ExtendWith(ArquillianExtension.class)
public class InterceptorsTck {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("interceptors", InterceptorsTck.class, Route.class).build();
  }

  /** Counts calls. */
  @InterceptorBinding
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Counted {}

  /** Counts them in a counter of the cluster. */
  @Counted
  @Interceptor
  @Priority(Interceptor.Priority.APPLICATION)
  public static class Counting {
    @Inject
    @DsmCrdt("calls")
    CrdtCollection<PnCounter> calls;

    @AroundInvoke
    Object count(InvocationContext call) throws Exception {
      calls.at(call.getMethod().getName()).increment();
      return call.proceed();
    }
  }

  /** Is intercepted. */
  @ApplicationScoped
  public static class Routes {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Inject
    @DsmCrdt("calls")
    CrdtCollection<PnCounter> calls;

    @Counted
    public void publish(String key) {
      routes.put(key, new Route("h", 1));
    }

    @Counted
    public void changed(@Observes @DsmRegister("routes") Change<Route> change) {}

    public long callsOf(String method) {
      return calls.at(method).value();
    }
  }

  @Inject Routes routes;

  @Test
  @Assertion("interceptor.handle")
  public void anInterceptorGetsItsHandle() {
    long before = routes.callsOf("publish");
    routes.publish("eu");
    assertThat(routes.callsOf("publish")).isEqualTo(before + 1);
  }

  @Test
  @Assertion("interceptor.observer")
  public void anObserverOfChangesIsIntercepted() {
    routes.publish("us");
    await().atMost(LONG_ENOUGH).until(() -> routes.callsOf("changed") > 0);
  }
}
