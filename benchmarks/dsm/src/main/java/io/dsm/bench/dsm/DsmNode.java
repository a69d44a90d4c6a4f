// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import io.dsm.DsmRuntime;
import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.SharedCounter;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedMap;
import io.dsm.bench.system.SharedRefs;
import io.dsm.crdt.PnCounter;
import java.util.Optional;

/** One runtime. */
record DsmNode(
    DsmRuntime runtime, DsmMap registers, PnCounter pnCounter, DsmLeases leases, DsmRefs references)
    implements BenchNode {

  @Override
  public int members() {
    return runtime.clusterView().members().size();
  }

  @Override
  public boolean ready() {
    return leases.leaderIsKnown();
  }

  @Override
  public Optional<SharedMap> map() {
    return Optional.of(registers);
  }

  @Override
  public Optional<SharedMap> acknowledgedMap() {
    return Optional.of(registers.acknowledged());
  }

  @Override
  public Optional<SharedCounter> counter() {
    return Optional.of(
        new SharedCounter() {
          @Override
          public void increment() {
            pnCounter.add(1);
          }

          @Override
          public long value() {
            return pnCounter.value();
          }
        });
  }

  @Override
  public Optional<SharedLocks> locks() {
    return Optional.of(leases);
  }

  @Override
  public Optional<SharedRefs> refs() {
    return Optional.of(references);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
