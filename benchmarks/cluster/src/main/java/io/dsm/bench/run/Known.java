// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A system that may take part, and where the build leaves its class path.
 *
 * @param name as the system calls itself
 * @param module folder below {@code benchmarks}
 * @param kind what it is compared as
 */
record Known(String name, String module, Kind kind) {

  /** What a system is compared as. */
  enum Kind {
    /** What is measured. */
    SUBJECT,
    /** What a user may pick instead. */
    PEER,
    /** A limit: it promises less than any product. */
    FLOOR
  }

  static final List<Known> ALL =
      List.of(
          new Known("jdk", "cluster", Kind.FLOOR),
          new Known("jgroups", "peers/jgroups", Kind.FLOOR),
          new Known("dsm", "dsm", Kind.SUBJECT),
          new Known("dsm-memory", "dsm", Kind.SUBJECT),
          new Known("rhm", "peers/jgroups", Kind.FLOOR),
          new Known("infinispan", "peers/infinispan", Kind.PEER),
          new Known("hazelcast", "peers/hazelcast", Kind.PEER),
          new Known("hazelcast-cp", "peers/hazelcast-cp", Kind.PEER),
          new Known("raft-mem", "peers/jgroups-raft", Kind.PEER),
          new Known("raft-fsync", "peers/jgroups-raft", Kind.PEER),
          new Known("pekko", "peers/pekko", Kind.PEER),
          new Known("redis", "peers/redis", Kind.PEER),
          new Known("etcd", "peers/etcd", Kind.PEER),
          new Known("zookeeper", "peers/zookeeper", Kind.PEER));

  /** Whether it is another one with settings of its own, taking part in few lines only. */
  boolean isVariant() {
    return name.equals("dsm-memory");
  }

  /** The column in which its figures stand. */
  String column() {
    return isVariant() ? "dsm" : name;
  }

  boolean syncsItsLog() {
    return List.of("dsm", "raft-fsync").contains(name);
  }

  boolean keepsItsLogInMemory() {
    return List.of("dsm-memory", "raft-mem", "hazelcast-cp").contains(name);
  }

  /** Whether the build has left its class path, that is, whether it can be started. */
  boolean isBuilt(Path benchmarks) {
    return Files.isRegularFile(classPathFile(benchmarks));
  }

  /** Its class path, the harness included. */
  String classPath(Path benchmarks) throws IOException {
    return own(benchmarks)
        + java.io.File.pathSeparator
        + Files.readString(classPathFile(benchmarks)).strip();
  }

  /** Bytes of the jars that a user would ship. */
  long jarBytes(Path benchmarks) throws IOException {
    long bytes = 0;
    for (Path jar : jars(benchmarks)) {
      bytes += Files.size(jar);
    }
    return bytes;
  }

  private List<Path> jars(Path benchmarks) throws IOException {
    String[] parts =
        Files.readString(classPathFile(benchmarks)).strip().split(java.io.File.pathSeparator, -1);
    List<Path> jars = new ArrayList<>();
    for (String part : parts) {
      Path jar = Path.of(part);
      String name = String.valueOf(jar.getFileName());
      if (!name.startsWith("dsm-bench-")
          && !name.startsWith("HdrHistogram")
          && Files.isRegularFile(jar)) {
        jars.add(jar);
      }
    }
    return jars;
  }

  private String own(Path benchmarks) throws IOException {
    try (Stream<Path> files = Files.list(benchmarks.resolve(module).resolve("target"))) {
      List<String> jars =
          files
              .map(Path::toString)
              .filter(it -> it.endsWith(".jar") && !it.endsWith("-sources.jar"))
              .toList();
      return jars.isEmpty()
          ? benchmarks.resolve(module).resolve("target/classes").toString()
          : jars.getFirst();
    }
  }

  private Path classPathFile(Path benchmarks) {
    return benchmarks.resolve(module).resolve("target/system.cp");
  }

  static Known named(String name) {
    return ALL.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no system '" + name + "'; there are " + names()));
  }

  static List<String> names() {
    return Arrays.asList(ALL.stream().map(Known::name).toArray(String[]::new));
  }
}
