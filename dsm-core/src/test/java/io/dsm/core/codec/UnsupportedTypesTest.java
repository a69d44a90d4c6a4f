// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class UnsupportedTypesTest {
  record Target(Thread thread) {}

  record Route(String host, Map<String, List<Target>> targets) {}

  record Box<T>(T value) {}

  @SuppressWarnings("rawtypes")
  record Raw(List list) {}

  record Endless<T>(Optional<Endless<List<T>>> next) {}

  record Unbounded(List<?> list) {}

  sealed interface Shape permits Circle, Blob {}

  record Circle() implements Shape {}

  static final class Blob implements Shape {}

  record Any(Object value) {}

  @Test
  void theMessageNamesThePathTheTypeAndTheFix() {
    rejected(Route.class)
        .hasMessageContaining("Route.targets<1><0>.thread")
        .hasMessageContaining("java.lang.Thread")
        .hasMessageContaining("the collection was not opened")
        .hasMessageContaining("give a codec");
  }

  @Test
  void aTypeVariableThatNothingBindsIsRejected() {
    rejected(Box.class).hasMessageContaining("Box.value").hasMessageContaining("T");
  }

  @Test
  void aRawCollectionIsRejected() {
    rejected(Raw.class).hasMessageContaining("Raw.list").hasMessageContaining("type argument");
  }

  @Test
  void aWildcardIsRejected() {
    rejected(Unbounded.class).hasMessageContaining("java.lang.Object");
  }

  @Test
  void anObjectIsRejected() {
    rejected(Any.class).hasMessageContaining("Any.value of type java.lang.Object");
  }

  @Test
  void aTypeThatGrowsForEverIsRejected() {
    record Start(Endless<String> endless) {}
    rejected(Start.class).hasMessageContaining("too deep");
  }

  @Test
  void aSealedTypeThatPermitsAClassIsRejected() {
    rejected(Shape.class).hasMessageContaining("permits").hasMessageContaining("Blob");
  }

  @Test
  void anOrdinaryClassIsRejected() {
    rejected(StringBuilder.class).hasMessageContaining("java.lang.StringBuilder");
  }

  @Test
  void aBoundTypeVariableIsSupported() {
    record Use(Box<Box<String>> box) {}
    ValueCodec<Use> codec = Codecs.forType(Use.class, Optional.empty(), List.of());
    Use use = new Use(new Box<>(new Box<>("x")));

    assertThat(codec.decode(codec.encode(use))).isEqualTo(use);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> rejected(Type type) {
    return assertThatThrownBy(() -> Codecs.forType(type, Optional.empty(), List.of()))
        .isInstanceOf(DsmException.Rejected.class);
  }
}
