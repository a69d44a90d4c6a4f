// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseCollection;
import io.dsm.sim.invariant.LeaseWatch;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Asks who owns what, whether a token still counts, and to end ownerships of others. */
final class LeaseQuestions {

  private final World world;
  private final LeaseWatch watch;

  LeaseQuestions(World world, LeaseWatch watch) {
    this.world = world;
    this.watch = watch;
  }

  void act(Site site, LeaseCollection<String> leases, String key, String name) {
    long asked = world.cluster().now().toNanos();
    long newest = watch.newest(name);
    switch (world.random().nextInt(10)) {
      case 0, 1, 2 -> told(leases.current(key), answer -> watch.current(name, asked, answer));
      case 3, 4 -> told(leases.describe(key), answer -> watch.described(name, asked, answer));
      case 5 -> revoke(site, leases, key, name, newest);
      default -> {
        if (newest > 0) {
          FencingToken token =
              FencingToken.of(newest - world.random().nextLong(Math.min(newest, 2)));
          told(leases.verify(key, token), it -> watch.verified(name, asked, token, it));
        }
      }
    }
  }

  private void revoke(
      Site site, LeaseCollection<String> leases, String key, String name, long newest) {
    if (newest == 0) {
      return;
    }
    FencingToken token = FencingToken.of(newest);
    long asked = world.cluster().now().toNanos();
    world.note(site.member() + " revokes " + name + " under " + token);
    watch.ends(name, token);
    told(leases.revoke(key, token), it -> watch.revoked(name, asked, newest, it));
  }

  private <T> void told(CompletionStage<T> stage, Consumer<T> reader) {
    var _ =
        stage.whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                reader.accept(answer);
              }
            });
  }
}
