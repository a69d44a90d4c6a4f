// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All mutations of a run, and what each life was seen to know. */
public final class History {

  private final List<Operation> operations = new ArrayList<>();
  private final Map<Version, Operation.Put> byVersion = new HashMap<>();
  private final Map<Member, NavigableMap<Long, Version>> stamps = new HashMap<>();
  private final Map<Member, Long> issued = new TreeMap<>();
  private final Map<Member, VersionVector> seen = new TreeMap<>();

  public void add(Operation operation) {
    operations.add(operation);
    issued.merge(operation.by(), operation.number(), Math::max);
    if (operation instanceof Operation.Put put) {
      byVersion.put(put.version(), put);
      stamps.computeIfAbsent(put.by(), by -> new TreeMap<>()).put(put.number(), put.version());
    }
  }

  /** A life was seen to know that much. */
  public void saw(Member life, VersionVector known) {
    seen.put(life, known);
  }

  /** What a life was last seen to know. */
  public VersionVector seenBy(Member life) {
    return seen.getOrDefault(life, VersionVector.EMPTY);
  }

  /** How many mutations a life has made. */
  public long issuedBy(Member life) {
    return issued.getOrDefault(life, 0L);
  }

  public Map<Member, Long> issued() {
    return issued;
  }

  public Optional<Operation.Put> putOf(Version version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  /** Operations of one kind that a replica with that knowledge has. */
  public <T extends Operation> List<T> known(Class<T> kind, VersionVector known) {
    return operations.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(operation -> operation.isKnownTo(known))
        .toList();
  }

  /** Operations of one kind that such a replica lacks, though somebody was told they were made. */
  public <T extends Operation> List<T> lost(Class<T> kind, VersionVector known) {
    return operations.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(operation -> !operation.isKnownTo(known))
        .toList();
  }

  /** A version that the tombstone of a removal is below; empty if none is known. */
  public Optional<Version> above(Operation.Removal removal) {
    return Optional.ofNullable(stamps.get(removal.by()))
        .map(numbered -> numbered.higherEntry(removal.number()))
        .map(Map.Entry::getValue);
  }

  public int size() {
    return operations.size();
  }
}
