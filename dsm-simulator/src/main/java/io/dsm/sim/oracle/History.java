// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All mutations of a run, and what each life was seen to know. */
public final class History {

  private int operations;
  private final Map<String, List<Operation>> byKey = new HashMap<>();
  private final Map<Version, Operation.Put> byVersion = new HashMap<>();
  private final Map<String, Version> byValue = new HashMap<>();
  private final Map<Member, NavigableMap<Long, Version>> stamps = new HashMap<>();
  private final Map<Member, Long> issued = new TreeMap<>();
  private final Map<Member, VersionVector> seen = new TreeMap<>();

  public void add(Operation operation) {
    operations++;
    byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
    issued.merge(operation.by(), operation.number(), Math::max);
    if (operation instanceof Operation.Put put) {
      byVersion.put(put.version(), put);
      byValue.put(put.value(), put.version());
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

  /** Operations on a key, those of each life in their order. */
  public List<Operation> of(String key) {
    return Collections.unmodifiableList(byKey.getOrDefault(key, List.of()));
  }

  /** The version a value was written with, each being written once; null if it never was. */
  public @Nullable Version versionOf(String value) {
    return byValue.get(value);
  }

  /** A version that the tombstone of a removal is below; empty if none is known. */
  public Optional<Version> above(Operation.Removal removal) {
    return Optional.ofNullable(stamps.get(removal.by()))
        .map(numbered -> numbered.higherEntry(removal.number()))
        .map(Map.Entry::getValue);
  }

  public int size() {
    return operations;
  }
}
