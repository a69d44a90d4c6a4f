// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import java.util.Map;

/**
 * DSM whose voters write their log to the operating system and do not wait for the disk: what peers
 * in memory are to be compared with, though it promises more, for processes may die.
 */
public final class DsmMemorySystem implements BenchSystem {

  @Override
  public String name() {
    return "dsm-memory";
  }

  @Override
  public String settings() {
    return "as dsm, but consensus.fsync=false: the voters' log is not synced to disk";
  }

  @Override
  public BenchNode start(Place place) {
    return DsmSystem.start(place, Map.of("consensus.fsync", "false"));
  }
}
