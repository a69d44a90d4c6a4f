// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.world;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.Dot;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.VersionVector;
import io.dsm.lease.LeaseCollection;
import io.dsm.lock.FencedLock;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import io.dsm.testkit.SimulatedCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** One life of a node with its open collections. */
public record Site(
    String name,
    DsmRuntime node,
    Member member,
    RegisterCollection<String> registers,
    CrdtCollection<PnCounter> counters,
    CrdtCollection<AddWinsSet<String>> sets,
    RegisterCollection<String> durable,
    CrdtCollection<PnCounter> durableCounters,
    LeaseCollection<String> renewed,
    LeaseCollection<String> manual,
    FencedLock lock,
    Map<String, Ref<String>> refs) {

  static Site open(String name, DsmRuntime node) {
    return new Site(
        name,
        node,
        node.self(),
        node.register(Specs.REGISTERS),
        node.crdt(Specs.COUNTERS),
        node.crdt(Specs.SETS),
        node.register(Specs.DURABLE),
        node.crdt(Specs.DURABLE_COUNTERS),
        node.lease(Specs.RENEWED),
        node.lease(Specs.MANUAL),
        node.lock(Specs.LOCK),
        refs(node));
  }

  private static Map<String, Ref<String>> refs(DsmRuntime node) {
    Map<String, Ref<String>> refs = new TreeMap<>();
    Specs.REF_NAMES.forEach(name -> refs.put(name, node.ref(Specs.ref(name))));
    return refs;
  }

  /** The lock of that name. */
  public FencedLock lock(String lock) {
    return lock.isEmpty() ? this.lock : this.lock.named(lock);
  }

  /** The reference of that name. */
  public Ref<String> ref(String name) {
    return Objects.requireNonNull(refs.get(name), name);
  }

  /** What this replica has received, of all collections; also after its end. */
  public VersionVector known() {
    return SimulatedCluster.known(node);
  }

  /** The insertions that a set holds here, also those that a part of a repair brought. */
  public Set<Dot> insertions(String key) {
    return SimulatedCluster.dots(node, Specs.SETS.address(), key);
  }

  /** Values of all counters. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    Specs.COUNTER_KEYS.forEach(key -> counts.put(key, counters.at(key).value()));
    return counts;
  }

  /** Members this node sees. */
  public List<Member> view() {
    return node.clusterView().members();
  }

  /** Both lease collections. */
  public List<LeaseCollection<String>> leases() {
    return List.of(renewed, manual);
  }

  /** Everything an application can read of the eventual tier, by collection and key. */
  public Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    for (String key : Specs.REGISTER_KEYS) {
      registers
          .entry(key)
          .ifPresent(entry -> content.put(key, entry.value() + " " + entry.version()));
    }
    for (String key : Specs.COUNTER_KEYS) {
      content.put(key, String.valueOf(counters.at(key).value()));
    }
    for (String key : Specs.SET_KEYS) {
      content.put(key, sets.at(key).elements().stream().sorted().toList().toString());
    }
    for (String key : Specs.DURABLE_KEYS) {
      durable.entry(key).ifPresent(it -> content.put(key, it.value() + " " + it.version()));
    }
    content.put(
        Specs.DURABLE_COUNTER, String.valueOf(durableCounters.at(Specs.DURABLE_COUNTER).value()));
    return content;
  }
}
