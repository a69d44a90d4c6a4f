// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Handles are looked up by type and qualifier, and only those that are declared. */
@ExtendWith(ArquillianExtension.class)
public class LookupTck {

  private static final Route ROUTE = new Route("h", 1);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("lookup", LookupTck.class, Route.class).build();
  }

  /** The type of a handle. */
  static final class Routes extends TypeLiteral<RegisterCollection<Route>> {
    private static final long serialVersionUID = 1L;
  }

  /** The same name with another type. */
  static final class Strings extends TypeLiteral<RegisterCollection<String>> {
    private static final long serialVersionUID = 1L;
  }

  /** Declares two collections through {@code Instance} and can look up any. */
  @ApplicationScoped
  public static class Lookups {
    @Inject
    @DsmRegister("later")
    Instance<RegisterCollection<Route>> later;

    @Inject
    @DsmLease("owners")
    Instance<LeaseCollection<Route>> owners;

    @Inject @Any Instance<Object> any;

    Instance<RegisterCollection<Route>> later() {
      return later;
    }

    Instance<LeaseCollection<Route>> owners() {
      return owners;
    }

    RegisterCollection<Route> selected(String name) {
      return any.select(new Routes(), DsmRegister.Literal.of(name)).get();
    }

    RegisterCollection<String> strings(String name) {
      return any.select(new Strings(), DsmRegister.Literal.of(name)).get();
    }
  }

  @Inject Lookups lookups;

  @Test
  @Assertion("lookup.instance")
  public void anInstanceOfAHandleResolves() {
    assertThat(lookups.later().isResolvable()).isTrue();
    lookups.later().get().put("instance", ROUTE);
    assertThat(lookups.later().get().get("instance")).contains(ROUTE);
  }

  @Test
  @Assertion("lookup.declares")
  public void anInstanceDeclaresItsCollection() {
    assertThat(lookups.owners().get().held("nobody")).isEmpty();
  }

  @Test
  @Assertion("lookup.literal")
  public void aLookupByLiteralFindsTheCollectionOfItsName() {
    lookups.selected("later").put("literal", ROUTE);
    assertThat(lookups.later().get().get("literal")).contains(ROUTE);
  }

  @Test
  @Assertion("lookup.current")
  public void aLookupThroughTheCurrentContainerFindsIt() {
    CDI.current().select(new Routes(), DsmRegister.Literal.of("later")).get().put("current", ROUTE);
    assertThat(lookups.later().get().get("current")).contains(ROUTE);
  }

  @Test
  @Assertion("lookup.undeclared")
  public void anUndeclaredNameIsRefusedWithTheSettingThatAllowsIt() {
    RegisterCollection<Route> handle = lookups.selected("undeclared");
    assertThatThrownBy(() -> handle.get("k"))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("@DsmRegister(\"undeclared\")")
        .hasMessageContaining("dsm.dynamic-registration=true");
  }

  @Test
  @Assertion("lookup.type")
  public void aLookupWithAnotherTypeIsRefusedWithTheRightOne() {
    RegisterCollection<String> handle = lookups.strings("later");
    assertThatThrownBy(() -> handle.get("k"))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("RegisterCollection<Route>");
  }
}
