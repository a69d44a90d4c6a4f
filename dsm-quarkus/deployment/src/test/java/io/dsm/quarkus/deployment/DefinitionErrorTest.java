// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.dsm.crdt.CrdtCollection;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DefinitionErrorTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClasses(Wrong.class, Constructed.class, Route.class, NoRecord.class))
          .overrideConfigKey("dsm.collections.late.lease.term", "soon")
          .assertException(DefinitionErrorTest::everythingIsReportedAtOnce);

  /** Nothing says how to encode it. */
  static class NoRecord {}

  @ApplicationScoped
  @SuppressWarnings("rawtypes")
  static class Wrong {
    @Inject
    @DsmRegister("Route Hints")
    RegisterCollection<Route> named;

    @Inject
    @DsmRegister("raw")
    RegisterCollection raw;

    @Inject
    @DsmRegister("open")
    RegisterCollection<?> open;

    @Inject
    @DsmLease("unlike")
    RegisterCollection<Route> unlike;

    @Inject
    @DsmCrdt("unknown")
    CrdtCollection<NoRecord> unknown;

    @Inject
    @DsmRegister("two")
    RegisterCollection<Route> two;

    @Inject
    @DsmRegister("uncoded")
    RegisterCollection<NoRecord> uncoded;

    @Inject
    @DsmLease("late")
    LeaseCollection<Route> late;

    void changed(@Observes @DsmRegister("observed") Change<? extends Route> change) {}
  }

  @ApplicationScoped
  static class Constructed {
    @Inject
    Constructed(@DsmRegister("two") RegisterCollection<String> two) {}
  }

  private static void everythingIsReportedAtOnce(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof DefinitionException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertThat(cause).isInstanceOf(DefinitionException.class);
    assertThat(cause.getMessage())
        .contains("DSM cannot be deployed: 9 problems")
        .contains("collection name 'Route Hints' is not legal", "Wrong, field named")
        .contains("RegisterCollection is raw", "Wrong, field raw")
        .contains("wildcard or a type variable", "Wrong, field open")
        .contains("@DsmLease(\"unlike\") is on type RegisterCollection<Route>")
        .contains("is not a CRDT that is known here")
        .contains("the name 'two' is used here as", "parameter 1 of the constructor")
        .contains("no codec for")
        .contains("'soon' is not a duration", "dsm.collections.late.lease.term")
        .contains("Wrong, parameter 1 of method changed");
  }

  @Test
  void anApplicationThatIsWrongIsNotBuilt() {
    fail("the application was built");
  }
}
