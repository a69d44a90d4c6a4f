// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.world;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.VersionVector;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One life of a node with its open collections. */
public record Site(
    String name,
    Member member,
    RegisterCollection<String> registers,
    CrdtCollection<PnCounter> counters,
    CrdtCollection<AddWinsSet<String>> sets,
    LeaseCollection<String> renewed,
    LeaseCollection<String> manual) {

  static Site open(String name, DsmRuntime node) {
    return new Site(
        name,
        node.self(),
        node.register(Specs.REGISTERS),
        node.crdt(Specs.COUNTERS),
        node.crdt(Specs.SETS),
        node.lease(Specs.RENEWED),
        node.lease(Specs.MANUAL));
  }

  /** What this replica has received, of all collections. */
  public VersionVector known() {
    return counters.versionVector();
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
    return content;
  }
}
