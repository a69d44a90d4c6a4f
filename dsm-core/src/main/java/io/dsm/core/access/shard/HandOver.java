// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.cluster.Member;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.TransferResult;
import io.dsm.shard.ShardSpec;
import io.dsm.spi.time.Timers.Timer;
import java.util.Optional;

/**
 * Gives shards up in good order: drains, then transfers with the target's consent. If the target
 * cannot take a shard, it becomes free: drained is drained, and whoever gets it begins anew. Called
 * on the callback thread.
 */
final class HandOver {

  private final ShardSpec spec;
  private final LeaseCollection<String> leases;
  private final Owned owned;
  private final ShardPorts ports;

  HandOver(ShardSpec spec, LeaseCollection<String> leases, Owned owned, ShardPorts ports) {
    this.spec = spec;
    this.leases = leases;
    this.owned = owned;
    this.ports = ports;
  }

  /**
   * @param target empty to free the shard
   */
  void begin(Ownership ownership, Optional<Member> target) {
    if (ownership.isDraining()) {
      return;
    }
    Once once = new Once(ownership, target);
    once.timer =
        ports.timers().after(Math.max(1, spec.drainTimeout().toNanos()), () -> ports.run(once));
    owned.draining(ownership).whenComplete((drained, failure) -> ports.run(once));
  }

  /** Whichever comes first, the end of draining or of its time, hands over. */
  private final class Once implements Runnable {
    private final Ownership ownership;
    private final Optional<Member> target;
    private Timer timer = () -> {};
    private boolean done;

    Once(Ownership ownership, Optional<Member> target) {
      this.ownership = ownership;
      this.target = target;
    }

    @Override
    public void run() {
      if (done) {
        return;
      }
      done = true;
      timer.cancel();
      if (owned.contains(ownership)) {
        ownership.token().ifPresent(token -> pass(ownership.number(), token, target));
      }
    }
  }

  private void pass(int number, FencingToken token, Optional<Member> target) {
    String key = Names.shard(number);
    if (target.isEmpty()) {
      leases.release(key, token);
      return;
    }
    leases
        .transfer(key, token, target.get().node())
        .whenComplete(
            (result, failure) -> {
              if (result instanceof TransferResult.TargetUnavailable) {
                leases.release(key, token);
              }
            });
  }
}
