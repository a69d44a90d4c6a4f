// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.codec.ValueCodec;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Opaque;
import io.dsm.tck.beans.Route;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alternatives, stereotypes and qualifiers of the application work beside those of DSM. */
@ExtendWith(ArquillianExtension.class)
public class AlternativesTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("alternatives", AlternativesTck.class, Route.class, Opaque.class).build();
  }

  /** Finds routes. */
  public interface Finder {
    String find(String key);
  }

  /** What is replaced. */
  @ApplicationScoped
  public static class Plain implements Finder {
    @Override
    public String find(String key) {
      return "plain";
    }
  }

  /** Replaces it, and owns a handle. */
  @Alternative
  @Priority(1)
  @ApplicationScoped
  public static class Replicated implements Finder {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Override
    public String find(String key) {
      routes.put(key, new Route("found", 1));
      return routes.get(key).map(Route::host).orElse("lost");
    }
  }

  /** An alternative that is not selected, so what it asks for is not asked for. */
  @Alternative
  @ApplicationScoped
  public static class NotSelected implements Finder {
    @Inject
    @DsmRegister("never")
    RegisterCollection<Route> never;

    @Override
    public String find(String key) {
      return String.valueOf(never.size());
    }
  }

  /** A stereotype with a scope. */
  @Stereotype
  @ApplicationScoped
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Service {}

  /** A bean by stereotype. */
  @Service
  public static class Stereotyped {
    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    int size() {
      return routes.size();
    }
  }

  /** A qualifier of the application. */
  @Qualifier
  @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Ours {}

  /** Gives a handle under that qualifier. */
  @ApplicationScoped
  public static class Renaming {
    @Produces
    @Ours
    @Dependent
    RegisterCollection<Route> ours(@DsmRegister("routes") RegisterCollection<Route> routes) {
      return routes;
    }
  }

  /** Asks by that qualifier. */
  @ApplicationScoped
  public static class Renamed {
    @Inject @Ours RegisterCollection<Route> ours;

    RegisterCollection<Route> ours() {
      return ours;
    }
  }

  /** A codec that is never named, so it is never asked. */
  @ApplicationScoped
  public static class UnusedCodec implements ValueCodec<Route> {
    @Override
    public byte[] encode(Route value) {
      throw new IllegalStateException("nobody named this codec");
    }

    @Override
    public Route decode(byte[] bytes) {
      throw new IllegalStateException("nobody named this codec");
    }
  }

  @Inject Finder finder;
  @Inject Stereotyped stereotyped;
  @Inject Renamed renamed;

  @Test
  @Assertion("alternative.selected")
  public void aSelectedAlternativeGetsItsHandle() {
    assertThat(finder.find("eu")).isEqualTo("found");
  }

  @Test
  @Assertion("alternative.stereotype")
  public void aBeanByStereotypeGetsItsHandle() {
    finder.find("eu");
    assertThat(stereotyped.size()).isPositive();
  }

  @Test
  @Assertion("alternative.qualifier")
  public void aProducerMayGiveAHandleAnotherQualifier() {
    finder.find("us");
    assertThat(renamed.ours().get("us")).isPresent();
  }

  @Test
  @Assertion("alternative.codec")
  public void aCodecNobodyNamesIsNotUsed() {
    assertThat(finder.find("ap")).isEqualTo("found");
  }
}
