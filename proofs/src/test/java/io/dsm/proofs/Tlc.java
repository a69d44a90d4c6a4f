// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs TLC in a process of its own, for it keeps its state in static fields. Bounded in memory and
 * in time; everything it writes is below one directory.
 */
final class Tlc {

  private final Path models;
  private final Path work;
  private final Duration patience;
  private final int heapMegabytes;
  private final boolean eachMember;

  /**
   * @param models directory with the specifications and configurations
   * @param work directory for what TLC writes, one below it for each model
   */
  Tlc(Path models, Path work, Duration patience, int heapMegabytes) {
    this(models, work, patience, heapMegabytes, false);
  }

  private Tlc(Path models, Path work, Duration patience, int heapMegabytes, boolean eachMember) {
    this.eachMember = eachMember;
    this.models = models;
    this.work = work.toAbsolutePath();
    this.patience = patience;
    this.heapMegabytes = heapMegabytes;
  }

  /** States that differ only in which member is which count as different ones. */
  Tlc countingEachMember() {
    return new Tlc(models, work, patience, heapMegabytes, true);
  }

  /** Blocks until the search is over or has taken too long. */
  Verdict check(Model model) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Files.createDirectories(work), model.module());
    try (Stream<Path> files = Files.list(models)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".tla")).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    String configuration = Files.readString(models.resolve(model.module() + ".cfg"));
    if (eachMember) {
      configuration = configuration.replaceFirst("(?m)^SYMMETRY .*$", "");
    }
    Files.writeString(
        directory.resolve("model.cfg"), withConstants(configuration, model.constants()));
    return run(directory, model.module());
  }

  /** The configuration with other values of these constants, each of which it must mention. */
  static String withConstants(String configuration, Map<String, String> constants) {
    String changed = configuration;
    for (Map.Entry<String, String> constant : constants.entrySet()) {
      String line = "(?m)^( +" + constant.getKey() + " =).*$";
      String next =
          changed.replaceFirst(line, "$1 " + Matcher.quoteReplacement(constant.getValue()));
      if (!Pattern.compile(line).matcher(changed).find()) {
        throw new IllegalArgumentException("no constant " + constant.getKey() + " to change");
      }
      changed = next;
    }
    return changed;
  }

  private Verdict run(Path directory, String module) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command(directory, module))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      List<String> lines = new ArrayList<>(Files.readAllLines(output));
      if (!ended) {
        lines.add("stopped: it took more than " + patience);
      }
      return Verdict.of(lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private List<String> command(Path directory, String module) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + directory,
        "-cp",
        jar(),
        "tlc2.TLC",
        "-workers",
        "1",
        "-deadlock",
        "-metadir",
        directory.resolve("states").toString(),
        "-config",
        "model.cfg",
        module + ".tla");
  }

  private static String jar() {
    try {
      return Path.of(tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("where TLC was loaded from is no path", impossible);
    }
  }
}
