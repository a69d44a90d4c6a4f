// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arrows between modules go one way: towards the API. */
final class RingRule {

  private static final Set<String> INNER = Set.of("dsm-api", "dsm-spi", "dsm-core");
  private static final Set<String> RUNTIME =
      Set.of(
          "dsm-api",
          "dsm-spi",
          "dsm-core",
          "dsm-raft",
          "dsm-jgroups-transport",
          "dsm-cdi-extension",
          "dsm-health");

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("dsm-api", Set.of()),
          Map.entry("dsm-spi", Set.of("dsm-api")),
          Map.entry("dsm-core", Set.of("dsm-api", "dsm-spi")),
          Map.entry("dsm-raft", INNER),
          Map.entry("dsm-jgroups-transport", INNER),
          Map.entry("dsm-cdi-extension", INNER),
          Map.entry("dsm-health", INNER),
          Map.entry("dsm-fencing-jdbc", Set.of("dsm-api")),
          Map.entry("dsm-fencing-rest", Set.of("dsm-api")),
          Map.entry("dsm-quarkus/runtime", RUNTIME),
          Map.entry(
              "dsm-quarkus/deployment",
              with(with(RUNTIME, "dsm-quarkus/runtime"), "dsm-fencing-rest")),
          Map.entry("dsm-spring-boot-starter", RUNTIME),
          Map.entry("dsm-testkit", Set.of("dsm-api", "dsm-spi", "dsm-core", "dsm-raft")),
          Map.entry("dsm-simulator", Set.of("dsm-api", "dsm-testkit")),
          Map.entry(
              "reliability",
              Set.of("dsm-api", "dsm-spi", "dsm-core", "dsm-raft", "dsm-jgroups-transport")),
          Map.entry("proofs", Set.of("dsm-api", "dsm-core", "dsm-raft")),
          Map.entry("tck", Set.of("dsm-api")),
          Map.entry("quarkus-sample", with(RUNTIME, "dsm-quarkus/runtime")),
          Map.entry("tck-wildfly", Set.of("tck")),
          Map.entry("tck-quarkus", Set.of("tck")),
          Map.entry("tck-liberty", Set.of("tck")),
          Map.entry("tck-payara", Set.of("tck")),
          Map.entry("wildfly-tests", Set.of()),
          Map.entry("wildfly-sample", RUNTIME));

  private static Set<String> with(Set<String> modules, String another) {
    return Stream.concat(modules.stream(), Stream.of(another)).collect(Collectors.toSet());
  }

  private final Function<JavaClass, String> moduleOf;

  RingRule(Function<JavaClass, String> moduleOf) {
    this.moduleOf = moduleOf;
  }

  /** One line for every dependency that points outwards, and for every module without a ring. */
  List<String> violations(JavaClasses classes) {
    return classes.stream()
        .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
        .filter(this::pointsOutwards)
        .map(Dependency::getDescription)
        .sorted()
        .toList();
  }

  private boolean pointsOutwards(Dependency dependency) {
    var from = moduleOf.apply(dependency.getOriginClass());
    var to = moduleOf.apply(dependency.getTargetClass().getBaseComponentType());
    return !to.isEmpty() && !from.equals(to) && !MAY_USE.getOrDefault(from, Set.of()).contains(to);
  }
}
