// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DsmScriptTest {

  private static final List<String> TOOLS_IT_NEEDS = List.of("bash", "dirname", "readlink", "sed");

  private final Path script = Repository.here().root().resolve("dsm");

  @TempDir Path folder;

  /** How the script ended, and what it printed where. */
  private record Result(int exit, String out, String err) {}

  @Test
  void helpListsEveryVerb() throws IOException, InterruptedException {
    var result = run(script, "help");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("demo", "test", "check", "fix", "help");
    assertThat(verbsIn(script))
        .allSatisfy(verb -> assertThat(result.out()).contains("\n  " + verb));
  }

  @Test
  void noVerbMeansHelp() throws IOException, InterruptedException {
    assertThat(run(script)).isEqualTo(run(script, "--help"));
  }

  @Test
  void anUnknownVerbIsNamedAndExitsWithTwo() throws IOException, InterruptedException {
    var result = run(script, "dance");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("unknown verb 'dance'").contains("usage: dsm");
  }

  @Test
  void itWorksThroughASymbolicLinkFromAnotherFolder() throws IOException, InterruptedException {
    var relative = Files.createSymbolicLink(folder.resolve("one"), script);
    var link = Files.createSymbolicLink(folder.resolve("two"), relative.getFileName());
    assertThat(run(link, "help")).isEqualTo(run(script, "help"));
    Files.delete(link);
    Files.delete(relative);
  }

  @Test
  void withoutAJdkEveryVerbThatNeedsOneSaysWhatToInstall()
      throws IOException, InterruptedException {
    for (var verb : List.of("demo", "test", "check", "fix")) {
      var result = run(script, verb);
      assertThat(result.exit()).as(verb).isEqualTo(1);
      assertThat(result.out()).as(verb).isEmpty();
      assertThat(result.err()).as(verb).contains("no JDK 25 or newer found", "JAVA_HOME");
    }
  }

  private List<String> verbsIn(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(it -> it.startsWith("verb_"))
        .map(it -> it.substring("verb_".length(), it.indexOf('(')))
        .toList();
  }

  /** Runs in an empty folder, with nothing on the PATH that could lead to a JDK. */
  private Result run(Path program, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(find("bash").toString(), program.toString()));
    command.addAll(List.of(arguments));
    var out = folder.resolve("out.txt");
    var err = folder.resolve("err.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", toolsOnly().toString());
    builder.environment().put("DSM_JDK_DIRS", folder.resolve("no-jdks").toString());
    var exit = builder.start().waitFor();
    return new Result(exit, Files.readString(out), Files.readString(err));
  }

  private Path toolsOnly() throws IOException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    for (var tool : TOOLS_IT_NEEDS) {
      var call = "#!%s\nexec %s \"$@\"\n".formatted(find("bash"), find(tool));
      Files.writeString(bin.resolve(tool), call).toFile().setExecutable(true);
    }
    return bin;
  }

  private static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(it -> Path.of(it, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
