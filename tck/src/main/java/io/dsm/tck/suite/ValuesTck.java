// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.codec.ValueCodec;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Opaque;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The type argument of a handle may be generic itself, and most types need no codec. */
@ExtendWith(ArquillianExtension.class)
public class ValuesTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("values", ValuesTck.class, Route.class, Opaque.class)
        .with("dsm.collections.opaque.codec", OpaqueCodec.class.getName())
        .build();
  }

  /** One of two shapes. */
  public sealed interface Shape {}

  /** The first. */
  public record Circle(double radius) implements Shape {}

  /** The second, which holds the first. */
  public record Framed(Circle inner, Level level) implements Shape {}

  /** Three constants. */
  public enum Level {
    LOW,
    MIDDLE,
    HIGH
  }

  /** A generic record. */
  public record Pair<A, B>(A first, B second) {}

  /** The codec of a type that has no visible structure; a bean with a dependency. */
  @ApplicationScoped
  public static class OpaqueCodec implements ValueCodec<Opaque> {
    @Inject Suffix suffix;

    @Override
    public byte[] encode(Opaque value) {
      return (value.text() + suffix.text()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Opaque decode(byte[] bytes) {
      return new Opaque(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** What the codec needs. */
  @ApplicationScoped
  public static class Suffix {
    String text() {
      return "!";
    }
  }

  /** A handle for each kind of type. */
  @ApplicationScoped
  public static class Handles {
    @Inject
    @DsmRegister("shapes")
    RegisterCollection<Shape> shapes;

    @Inject
    @DsmRegister("levels")
    RegisterCollection<Level> levels;

    @Inject
    @DsmRegister("nested")
    RegisterCollection<Map<String, List<Route>>> nested;

    @Inject
    @DsmRegister("pairs")
    RegisterCollection<Pair<String, Optional<Route>>> pairs;

    @Inject
    @DsmRegister("instants")
    RegisterCollection<Instant> instants;

    @Inject
    @DsmRegister("boxed")
    RegisterCollection<Long> boxed;

    @Inject
    @DsmRegister("bytes")
    RegisterCollection<byte[]> bytes;

    @Inject
    @DsmRegister("opaque")
    RegisterCollection<Opaque> opaque;

    @Inject
    @DsmCrdt("routes")
    CrdtCollection<AddWinsSet<Route>> routes;

    RegisterCollection<Shape> shapes() {
      return shapes;
    }

    RegisterCollection<Level> levels() {
      return levels;
    }

    RegisterCollection<Map<String, List<Route>>> nested() {
      return nested;
    }

    RegisterCollection<Pair<String, Optional<Route>>> pairs() {
      return pairs;
    }

    RegisterCollection<Instant> instants() {
      return instants;
    }

    RegisterCollection<Long> boxed() {
      return boxed;
    }

    RegisterCollection<byte[]> bytes() {
      return bytes;
    }

    RegisterCollection<Opaque> opaque() {
      return opaque;
    }

    CrdtCollection<AddWinsSet<Route>> routes() {
      return routes;
    }
  }

  @Inject Handles handles;

  private static <T> void comesBack(RegisterCollection<T> register, T value) {
    register.put("k", value);
    assertThat(register.get("k")).contains(value);
  }

  @Test
  @Assertion("value.sealed")
  public void aSealedTypeNeedsNoCodec() {
    comesBack(handles.shapes(), new Circle(1.5));
    comesBack(handles.shapes(), new Framed(new Circle(2), Level.HIGH));
  }

  @Test
  @Assertion("value.enum")
  public void anEnumNeedsNoCodec() {
    comesBack(handles.levels(), Level.MIDDLE);
  }

  @Test
  @Assertion("value.nested")
  public void aTypeArgumentMayBeGeneric() {
    comesBack(handles.nested(), Map.of("a", List.of(new Route("h", 1), new Route("i", 2))));
  }

  @Test
  @Assertion("value.generic-record")
  public void aGenericRecordKeepsItsArguments() {
    comesBack(handles.pairs(), new Pair<>("a", Optional.of(new Route("h", 1))));
  }

  @Test
  @Assertion("value.time")
  public void anInstantNeedsNoCodec() {
    comesBack(handles.instants(), Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  @Test
  @Assertion("value.boxed")
  public void aBoxedNumberNeedsNoCodec() {
    comesBack(handles.boxed(), Long.MIN_VALUE);
  }

  @Test
  @Assertion("value.array")
  public void anArrayOfBytesNeedsNoCodec() {
    handles.bytes().put("k", new byte[] {1, 2});
    assertThat(handles.bytes().get("k")).hasValueSatisfying(b -> assertThat(b).contains(1, 2));
  }

  @Test
  @Assertion("value.codec")
  public void aNamedCodecThatIsABeanIsInjected() {
    handles.opaque().put("k", new Opaque("x"));
    assertThat(handles.opaque().get("k")).map(Opaque::text).contains("x!");
  }

  @Test
  @Assertion("value.element")
  public void anElementOfASetMayBeARecord() {
    handles.routes().at("k").add(new Route("h", 1));
    assertThat(handles.routes().at("k").elements()).containsExactly(new Route("h", 1));
  }
}
