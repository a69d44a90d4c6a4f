// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.stream.Change;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Observations;
import io.dsm.tck.beans.Route;
import io.dsm.tck.beans.RouteObserver;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes reach the observers of their name, and nobody else. */
@ExtendWith(ArquillianExtension.class)
public class EventsTck {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of(
            "events", EventsTck.class, RouteObserver.class, Observations.class, Route.class)
        .build();
  }

  @Inject RouteObserver observer;
  @Inject Observations seen;

  private void writeAndRemove(String key) {
    observer.put(key, new Route("h", 1));
    observer.remove(key);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(LONG_ENOUGH).until(condition);
  }

  @Test
  @Assertion({"event.register", "event.name"})
  public void changesReachTheObserversOfTheirNameOnly() {
    writeAndRemove("eu");
    eventually(() -> seen.of("change").contains(new Change.Removed<Route>("eu")));
    assertThat(seen.of("other")).isEmpty();
  }

  @Test
  @Assertion("event.subtype")
  public void anObserverMayAskForOneKindOfChange() {
    writeAndRemove("one-kind");
    eventually(() -> seen.of("change").contains(new Change.Removed<Route>("one-kind")));
    assertThat(seen.of("removed"))
        .isNotEmpty()
        .allSatisfy(change -> assertThat(change).isInstanceOf(Change.Removed.class));
  }

  @Test
  @Assertion("event.async")
  public void anAsynchronousObserverIsCalled() {
    writeAndRemove("later");
    eventually(() -> seen.of("async").contains(new Change.Removed<Route>("later")));
  }

  @Test
  @Assertion("event.order")
  public void changesOfOneKeyArriveInTheirOrder() {
    IntStream.rangeClosed(1, 200).forEach(port -> observer.put("ordered", new Route("h", port)));
    eventually(() -> seen.portsOf("ordered").contains(200));
    assertThat(seen.portsOf("ordered")).isSorted();
  }

  @Test
  @Assertion("event.priority")
  public void observersAreCalledInTheOrderOfTheirPriorities() {
    writeAndRemove("priority");
    eventually(() -> seen.of("order").contains("late:priority"));
    List<Object> order = seen.of("order");
    assertThat(order.indexOf("early:priority")).isNotNegative();
    assertThat(order.indexOf("early:priority")).isLessThan(order.indexOf("late:priority"));
  }

  @Test
  @Assertion("event.failure")
  public void aFailingObserverHarmsNobody() {
    observer.put("fails", new Route("h", 1));
    writeAndRemove("after-failure");
    eventually(() -> seen.of("change").contains(new Change.Removed<Route>("after-failure")));
    assertThat(seen.of("failed")).isNotEmpty();
  }

  @Test
  @Assertion("event.request")
  public void anObserverHasARequestOfItsOwn() {
    writeAndRemove("request");
    eventually(() -> seen.of("request").contains("request"));
  }

  @Test
  @Assertion("event.parameter")
  public void otherParametersOfAnObserverAreInjected() {
    writeAndRemove("parameter");
    eventually(() -> seen.of("parameter").contains("parameter"));
  }

  @Test
  @Assertion("event.loader")
  public void observersRunUnderTheClassLoaderOfTheDeployment() {
    writeAndRemove("loader");
    eventually(() -> !seen.of("loader").isEmpty());
    // A server may wrap the loader; then it is one that finds the same classes.
    assertThat(seen.of("loader"))
        .allSatisfy(
            loader ->
                assertThat(((ClassLoader) loader).loadClass(Route.class.getName()))
                    .isSameAs(Route.class));
  }

  @Test
  @Assertion("event.fire")
  public void anObserverMayFireEventsOfBothKinds() {
    writeAndRemove("fire");
    eventually(() -> seen.of("fired").contains("fire") && seen.of("fired-async").contains("fire"));
  }

  @Test
  @Assertion("event.crdt")
  public void changesOfACounterAreObserved() {
    observer.hit("home");
    eventually(() -> !seen.of("hits").isEmpty());
  }

  @Test
  @Assertion("event.lease")
  public void leasesAreObserved() throws Exception {
    observer.acquire("s1");
    eventually(() -> seen.of("lease").contains("acquired s1"));
    observer.release("s1");
    eventually(() -> seen.of("lease").contains("released s1"));
  }
}
