// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything an application uses and everything wrong with it.
 *
 * @param all one per name, in order of names
 * @param problems in the order they were found
 */
public record Declarations(List<Declaration> all, List<Problem> problems) {

  public Declarations {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /** Merges sites by name. One name with two types or kinds is a problem. */
  public static Declarations of(List<Site> sites) {
    List<Problem> problems = new ArrayList<>();
    SiteReader reader = new SiteReader(problems::add);
    List<Usage> usages =
        sites.stream().distinct().flatMap(site -> reader.read(site).stream()).toList();
    Map<String, List<Usage>> byName = new TreeMap<>();
    usages.forEach(
        usage -> byName.computeIfAbsent(usage.name(), _ -> new ArrayList<>()).add(usage));
    List<Declaration> all = new ArrayList<>();
    byName.forEach((_, sameName) -> all.add(merge(sameName, problems)));
    return new Declarations(all, problems);
  }

  private static Declaration merge(List<Usage> usages, List<Problem> problems) {
    Usage first = usages.getFirst();
    Declaration merged =
        new Declaration(
            first.kind(),
            first.name(),
            first.value(),
            usages.stream().anyMatch(Usage::observes),
            usages.stream().map(Usage::where).distinct().toList());
    usages.stream()
        .filter(usage -> !merged.agreesWith(usage))
        .forEach(usage -> problems.add(conflict(first, usage)));
    return merged;
  }

  private static Problem conflict(Usage first, Usage other) {
    return new Problem(
        other.where(),
        "the name '"
            + other.name()
            + "' is used here as "
            + shown(other)
            + " but as "
            + shown(first)
            + " in "
            + first.where(),
        "one collection cannot hold both",
        "use the same type in both places, or give one of them another name");
  }

  private static String shown(Usage usage) {
    return usage.kind().handleShown(usage.value());
  }
}
