// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.crdt.VersionVector;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * C2: at any time a value is what an executable specification makes of the operations that the
 * replica says it has: the sum of all additions; every insertion that no deletion undid. It may
 * hold more of each origin than it says, because a part of a snapshot brought it. Not checked: that
 * an element is absent, if an operation on it was lost with the only nodes that had it, or while
 * work goes on.
 */
public final class CrdtValues implements Invariant {

  @Override
  public void judge(World world) {
    for (Site site : world.sites()) {
      judgeHeld(world, site);
      Specs.SET_KEYS.forEach(key -> judgeExactly(world, site, key));
    }
  }

  /** What must hold while work and faults go on. */
  public void judgeDuring(World world) {
    world.awake().forEach(site -> judgeHeld(world, site));
  }

  private static void judgeHeld(World world, Site site) {
    VersionVector known = site.known();
    for (String key : Specs.COUNTER_KEYS) {
      Set<Long> possible = possibleSums(world.history().of(key), known);
      long actual = site.counters().at(key).value();
      world
          .verdict()
          .check(
              possible.contains(actual),
              "C2",
              site.member() + " counts " + actual + " at " + key + " instead of " + possible);
    }
    for (String key : Specs.SET_KEYS) {
      Set<String> actual = site.sets().at(key).elements();
      List<Operation> all = world.history().of(key);
      for (Operation.Insertion insertion : surviving(all, all, known)) {
        world
            .verdict()
            .check(
                actual.contains(insertion.element()), "C2", site.member() + " lacks " + insertion);
      }
    }
  }

  /** All sums with, of each origin, what is known and any number of its next additions. */
  private static Set<Long> possibleSums(List<Operation> all, VersionVector known) {
    Map<Object, List<Long>> sums = new HashMap<>();
    for (Operation operation : all) {
      if (operation instanceof Operation.Addition addition) {
        List<Long> ofOrigin = sums.computeIfAbsent(addition.by(), by -> new ArrayList<>());
        long before = ofOrigin.isEmpty() ? 0 : ofOrigin.getLast();
        if (addition.isKnownTo(known) && !ofOrigin.isEmpty()) {
          ofOrigin.clear();
        } else if (!addition.isKnownTo(known) && ofOrigin.isEmpty()) {
          ofOrigin.add(0L);
        }
        ofOrigin.add(before + addition.amount());
      }
    }
    Set<Long> possible = Set.of(0L);
    for (List<Long> choices : sums.values()) {
      Set<Long> next = new HashSet<>();
      possible.forEach(sum -> choices.forEach(choice -> next.add(sum + choice)));
      possible = next;
    }
    return possible;
  }

  private static void judgeExactly(World world, Site site, String key) {
    VersionVector known = site.known();
    List<Operation> all = world.history().of(key);
    List<Operation> received = all.stream().filter(it -> it.isKnownTo(known)).toList();
    Set<String> whole = new HashSet<>(Specs.ELEMENTS);
    all.stream().filter(it -> !it.isKnownTo(known)).forEach(lost -> whole.remove(element(lost)));
    List<String> expected =
        surviving(received, received, known).stream()
            .map(Operation.Insertion::element)
            .filter(whole::contains)
            .distinct()
            .sorted()
            .toList();
    List<String> actual =
        site.sets().at(key).elements().stream().filter(whole::contains).sorted().toList();
    world
        .verdict()
        .check(
            actual.equals(expected),
            "C2",
            site.member() + " holds " + actual + " at " + key + " instead of " + expected);
  }

  private static String element(Operation operation) {
    return switch (operation) {
      case Operation.Insertion insertion -> insertion.element();
      case Operation.Deletion deletion -> deletion.element();
      case Operation.Put _, Operation.Removal _, Operation.Addition _ -> "";
    };
  }

  private static List<Operation.Insertion> surviving(
      List<Operation> all, List<Operation> removers, VersionVector known) {
    return all.stream()
        .filter(it -> it.isKnownTo(known))
        .filter(Operation.Insertion.class::isInstance)
        .map(Operation.Insertion.class::cast)
        .filter(it -> removers.stream().noneMatch(other -> undoes(other, it)))
        .toList();
  }

  private static boolean undoes(Operation operation, Operation.Insertion insertion) {
    return operation instanceof Operation.Deletion deletion && deletion.undid(insertion);
  }
}
