// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.weld;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.Promises;
import io.dsm.tck.Promises.Promise;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list, the suite and the reference agree. */
class AuditTest {

  private static final Path SUITE = Path.of("target/classes/io/dsm/tck/suite");
  private static final Path REFERENCE = Path.of("../docs/reference");

  private static List<Method> tests() throws Exception {
    try (Stream<Path> files = Files.list(SUITE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Tck.class"))
          .map(name -> "io.dsm.tck.suite." + name.replace(".class", ""))
          .flatMap(AuditTest::methods)
          .filter(method -> method.isAnnotationPresent(Test.class))
          .toList();
    }
  }

  private static Stream<Method> methods(String type) {
    try {
      return Arrays.stream(Class.forName(type).getDeclaredMethods());
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Test
  void everyListedAssertionHasATestAndEveryTestAListedAssertion() throws Exception {
    Set<String> proved = new TreeSet<>();
    for (Method test : tests()) {
      assertThat(test.isAnnotationPresent(Assertion.class)).as(test + " has an id").isTrue();
      proved.addAll(List.of(test.getAnnotation(Assertion.class).value()));
    }
    assertThat(proved).isEqualTo(Promises.listed().keySet());
  }

  @Test
  void everyAssertionIsPromisedInTheReference() throws Exception {
    for (Promise promise : Promises.listed().values()) {
      String[] place = promise.place().split("#", 2);
      Path page = REFERENCE.resolve(place[0] + ".md");
      assertThat(page).as(promise.id()).isRegularFile();
      if (place.length > 1) {
        assertThat(anchors(page)).as(promise.id()).contains(place[1]);
      }
    }
  }

  private static Set<String> anchors(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
          .collect(Collectors.toSet());
    }
  }
}
