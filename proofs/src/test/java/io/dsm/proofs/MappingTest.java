// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that says which code an action stands for is complete, and its names are alive. */
class MappingTest {

  private static final Path PAGE = Path.of("../docs/internals/proofs.md");
  private static final List<String> PACKAGES =
      List.of(
          "io.dsm.core.types.lease",
          "io.dsm.core.consensus",
          "io.dsm.core.access.lease",
          "io.dsm.raft",
          "io.dsm.raft.store");
  private static final Pattern CODE = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
  private static final Pattern ACTION = Pattern.compile("\\b([A-Z]\\w+)\\b");

  @Test
  void everyClassAndMethodOfTheTablesExists() throws IOException {
    List<String> names =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> CODE.matcher(line.substring(line.lastIndexOf(" | "))).results())
            .map(MatchResult::group)
            .toList();
    assertThat(names).hasSizeGreaterThan(30);
    assertThat(names).allSatisfy(MappingTest::isAlive);
  }

  private static void isAlive(String quoted) {
    List<String> name = List.of(quoted.replace("`", "").split("\\.", -1));
    Optional<Class<?>> type =
        PACKAGES.stream().flatMap(it -> find(it, name.getFirst())).findFirst();
    assertThat(type).as(quoted).isPresent();
    if (name.size() > 1) {
      List<String> members =
          Stream.concat(
                  Arrays.stream(type.orElseThrow().getDeclaredMethods()).map(it -> it.getName()),
                  Arrays.stream(type.orElseThrow().getDeclaredClasses()).map(Class::getSimpleName))
              .toList();
      assertThat(members).as(quoted).contains(name.getLast());
    }
  }

  private static Stream<Class<?>> find(String inPackage, String name) {
    try {
      ClassLoader loader = MappingTest.class.getClassLoader();
      return Stream.of(Class.forName(inPackage + "." + name, false, loader));
    } catch (ClassNotFoundException elsewhere) {
      return Stream.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lease", "Transfer", "Voters"})
  void everyActionOfAModelIsInItsTable(String module) throws IOException {
    assertThat(inTable(module)).isEqualTo(inModel(module));
  }

  /** What the next-state relation names, one disjunct a line. */
  private static Set<String> inModel(String module) throws IOException {
    String text = Files.readString(Path.of("src/test/tla", module + ".tla"));
    String next = text.substring(text.indexOf("\nNext ==\n") + 9, text.indexOf("\nSpec =="));
    Set<String> actions = new TreeSet<>();
    ACTION.matcher(next).results().map(it -> it.group(1)).forEach(actions::add);
    actions.removeIf(it -> text.contains("\n  " + it + ",") || isConstant(it));
    return actions;
  }

  private static boolean isConstant(String name) {
    return Set.of("Members", "Voters", "Servers", "MaxTerm", "MaxLog", "SUBSET", "VotersOf")
        .contains(name);
  }

  private static Set<String> inTable(String module) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int heading =
        lines.indexOf(
            lines.stream()
                .filter(it -> it.startsWith("## " + module + ":"))
                .findFirst()
                .orElseThrow());
    Set<String> actions = new TreeSet<>();
    for (String line : lines.subList(heading + 1, lines.size())) {
      if (line.startsWith("## ")) {
        break;
      }
      if (line.startsWith("| `")) {
        CODE.matcher(line.substring(0, line.indexOf(" | ", 2)) + " ")
            .results()
            .map(it -> it.group(1))
            .forEach(actions::add);
      }
    }
    return actions;
  }
}
