// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.cluster.NodeId;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.RenewResult;
import io.dsm.sim.invariant.LeaseWatch;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.Optional;

/** Acquires, renews, releases, transfers and reads leases. Answers come later, or never. */
final class LeaseWork {

  private final World world;
  private final LeaseWatch watch;

  LeaseWork(World world, LeaseWatch watch) {
    this.world = world;
    this.watch = watch;
  }

  void act(Site site) {
    LeaseCollection<String> leases = world.pick(site.leases());
    String key = world.pick(Specs.LEASE_KEYS);
    String name = (leases == site.manual() ? "manual/" : "renewed/") + key;
    Optional<Lease<String>> held = leases.held(key);
    Optional<FencingToken> token = held.flatMap(Lease::token);
    if (token.isEmpty()) {
      acquire(site, leases, key, name);
      return;
    }
    switch (world.random().nextInt(6)) {
      case 0 -> release(site, leases, key, token.get(), name);
      case 1 -> transfer(site, leases, key, token.get(), name);
      case 2 -> acquire(site, leases, key, name);
      default -> renew(site, leases, key, token.get(), name);
    }
  }

  private void acquire(Site site, LeaseCollection<String> leases, String key, String name) {
    world.note(site.member() + " acquires " + name);
    LeaseWatch.Asked asked = watch.asked(site, name);
    var _ =
        leases
            .acquire(key, site.name())
            .whenComplete(
                (answer, failure) -> {
                  if (answer instanceof AcquireResult.Acquired<String>(var lease)) {
                    lease.token().ifPresent(token -> watch.granted(asked, token));
                  }
                  watch.answered(asked);
                  noteAnswer(site, name, answer, failure);
                });
  }

  private void renew(
      Site site, LeaseCollection<String> leases, String key, FencingToken token, String name) {
    LeaseWatch.Asked asked = watch.asked(site, name);
    watch.answered(asked); // renewals answer each for itself, at the latest since the first waits
    var _ =
        leases
            .renew(key, token)
            .whenComplete(
                (answer, failure) -> {
                  if (answer instanceof RenewResult.Renewed) {
                    watch.renewed(asked);
                  }
                  noteAnswer(site, name, answer, failure);
                });
  }

  private void release(
      Site site, LeaseCollection<String> leases, String key, FencingToken token, String name) {
    world.note(site.member() + " releases " + name);
    var _ =
        leases
            .release(key, token)
            .whenComplete((answer, failure) -> noteAnswer(site, name, answer, failure));
  }

  private void transfer(
      Site site, LeaseCollection<String> leases, String key, FencingToken token, String name) {
    NodeId target = NodeId.of(world.pick(world.cluster().names()));
    world.note(site.member() + " transfers " + name + " to " + target);
    var _ =
        leases
            .transfer(key, token, target)
            .whenComplete((answer, failure) -> noteAnswer(site, name, answer, failure));
  }

  private void noteAnswer(
      Site site,
      String name,
      @org.jspecify.annotations.Nullable Object answer,
      @org.jspecify.annotations.Nullable Throwable failure) {
    String text =
        switch (answer) {
          case null -> failure == null ? "nothing" : failure.getClass().getSimpleName();
          case AcquireResult.Acquired<?>(var lease) -> "Acquired " + lease;
          case RenewResult.Renewed _ -> "Renewed";
          default -> answer.getClass().getSimpleName();
        };
    world.note(site.member() + " " + name + " answer: " + text);
  }
}
