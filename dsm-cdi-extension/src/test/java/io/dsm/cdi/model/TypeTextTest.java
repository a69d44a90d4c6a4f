// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTextTest {

  /** Fields of all the shapes a type can have. */
  static final class Shapes<T> {
    String plain;
    int[] numbers;
    Map<String, List<Map.Entry<Integer, byte[]>>> nested;
    List<String>[] array;
    List<?> wildcard;
    Map<String, T> variable;
  }

  static List<Type> types() {
    return java.util.Arrays.stream(Shapes.class.getDeclaredFields())
        .filter(field -> !field.isSynthetic())
        .map(java.lang.reflect.Field::getGenericType)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void textIsReadBack(Type type) {
    TypeName name = ReflectedTypes.nameOf(type);
    assertThat(TypeText.parse(name.text())).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("types")
  void closedTypesAreLoadedAsReflectionHasThem(Type type) throws Exception {
    TypeName name = ReflectedTypes.nameOf(type);
    if (name.isClosed()) {
      Type loaded = ReflectedTypes.load(name, getClass().getClassLoader());
      assertThat(ReflectedTypes.nameOf(loaded)).isEqualTo(name);
    } else {
      assertThatThrownBy(() -> ReflectedTypes.load(name, getClass().getClassLoader()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void loadedGenericTypesEqualThoseOfTheJdk() throws Exception {
    Type real = Shapes.class.getDeclaredField("nested").getGenericType();
    Type loaded = ReflectedTypes.load(ReflectedTypes.nameOf(real), getClass().getClassLoader());
    assertThat(loaded).isEqualTo(real);
    assertThat(real).isEqualTo(loaded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a<b", "a<b>c", "a>", "a<b,"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> TypeText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sitesAreReadBack() {
    List<Site> sites =
        types().stream()
            .map(
                type ->
                    new Site(Kind.CRDT, "n", ReflectedTypes.nameOf(type), true, "Bean, field f"))
            .toList();
    assertThat(SiteText.read(SiteText.write(sites))).isEqualTo(sites);
  }
}
