// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.inject.DsmRef;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Observations;
import io.dsm.tck.beans.Route;
import io.dsm.tck.beans.Sleep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reference is injected, looked up, observed and passivated like a collection. */
@ExtendWith(ArquillianExtension.class)
public class ReferencesTck {

  private static final Route ROUTE = new Route("h", 1);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of(
            "references", ReferencesTck.class, Route.class, Observations.class, Sleep.class)
        .build();
  }

  /** Owns references and hears of their changes. */
  @ApplicationScoped
  public static class Switchboard {
    @Inject
    @DsmRef("primary")
    Ref<Route> primary;

    @Inject
    @DsmRef("backup")
    Ref<Route> backup;

    @Inject
    @DsmRef("fenced")
    Ref<Route> fenced;

    @Inject @Any Instance<Ref<Route>> lookups;
    @Inject Observations seen;

    Ref<Route> primary() {
      return primary;
    }

    Ref<Route> backup() {
      return backup;
    }

    Ref<Route> lookedUp(String name) {
      return lookups.select(new TypeLiteral<Ref<Route>>() {}, DsmRef.Literal.of(name)).get();
    }

    void changed(@Observes @DsmRef("primary") RefChange<Route> change) {
      seen.add("primary", change);
    }
  }

  @Inject Switchboard switchboard;
  @Inject Observations seen;

  @Test
  @Assertion("inject.ref")
  public void aReferenceIsInjected() {
    Ref<Route> backup = switchboard.backup();
    assertThat(backup.set(ROUTE)).isPositive();
    assertThat(backup.get()).contains(ROUTE);
    assertThat(backup.compareAndSet(new Route("other", 2), new Route("other", 3))).isFalse();
    assertThat(backup.updateAndGet(Optional::orElseThrow)).isEqualTo(ROUTE);
  }

  @Test
  @Assertion("ref.token")
  public void aWriteUnderAnOvertakenTokenIsRefused() {
    Ref<Route> fenced = switchboard.lookedUp("fenced");
    FencingToken greatest = FencingToken.of(8);
    assertThat(fenced.set(FencingToken.of(7), ROUTE)).isEqualTo(new Admission.Admitted());
    assertThat(fenced.set(greatest, ROUTE)).isEqualTo(new Admission.Admitted());
    assertThat(fenced.set(FencingToken.of(7), new Route("late", 2)))
        .isEqualTo(new Admission.Refused(greatest));
    assertThat(fenced.get()).contains(ROUTE);
  }

  @Test
  @Assertion("lookup.ref")
  public void aLookupFindsTheReferenceOfThatName() {
    switchboard.primary().set(ROUTE);
    assertThat(switchboard.lookedUp("primary").get()).contains(ROUTE);
  }

  @Test
  @Assertion("event.ref")
  public void changesOfAReferenceAreObserved() {
    Route other = new Route("observed", 2);
    long version = switchboard.primary().set(other);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(seen.of("primary")).contains(new RefChange.Updated<>(version, other)));
  }

  @Test
  @Assertion("scope.passivation.ref")
  public void aReferenceSurvivesPassivation() throws Exception {
    switchboard.backup().set(ROUTE);
    Ref<?> woken = Sleep.andWake(Ref.class, switchboard.backup());
    assertThat(woken.get().isPresent()).isTrue();
  }
}
