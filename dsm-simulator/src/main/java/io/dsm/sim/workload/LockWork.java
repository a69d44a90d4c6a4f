// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.lease.FencingToken;
import io.dsm.lock.LockHold;
import io.dsm.sim.invariant.Holding;
import io.dsm.sim.invariant.LeaseWatch;
import io.dsm.sim.invariant.LockWatch;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes, tries, gives up, releases, revokes and describes locks. Answers come later, or never. */
final class LockWork {

  private static final Duration FOR_EVER = Duration.ofDays(100);
  private static final int WAIT_MILLIS = 6_000;
  private static final int EFFECT_MILLIS = 4_000;

  private final World world;
  private final LockWatch watch;
  private final List<Caller> callers = new ArrayList<>();

  private record Caller(LeaseWatch.Asked asked, CompletableFuture<Optional<LockHold>> promise) {}

  LockWork(World world, LockWatch watch) {
    this.world = world;
    this.watch = watch;
  }

  void act(Site site) {
    String lock = world.pick(Specs.LOCK_NAMES);
    List<Holding> held = watch.open(lock);
    held.removeIf(holding -> world.cluster().isPaused(holding.site().name()));
    if (!held.isEmpty() && world.chance(55)) {
      hold(world.pick(held));
      return;
    }
    switch (world.random().nextInt(10)) {
      case 0, 1 -> describe(site, lock);
      case 2 -> revoke(site, lock);
      case 3 -> giveUp();
      case 4 -> ask(site, lock, Duration.ZERO);
      case 5 -> ask(site, lock, FOR_EVER);
      default -> ask(site, lock, Duration.ofMillis(1 + world.random().nextInt(WAIT_MILLIS)));
    }
  }

  private void hold(Holding holding) {
    if (world.chance(40)) {
      if (holding.hold().isValid()) {
        watch.acts(holding, world.random().nextInt(EFFECT_MILLIS));
      }
    } else {
      release(holding);
    }
  }

  private void ask(Site site, String lock, Duration wait) {
    world.note(site.member() + " asks for lock '" + lock + "', would wait " + wait);
    LeaseWatch.Asked asked = watch.asks(site, lock, wait);
    CompletableFuture<Optional<LockHold>> promise =
        site.lock(lock).lockAsync(wait).toCompletableFuture();
    callers.removeIf(caller -> caller.promise().isDone());
    callers.add(new Caller(asked, promise));
    var _ =
        promise.whenComplete(
            (hold, failure) -> {
              if (failure == null) {
                watch.answered(asked, hold);
              } else {
                watch.failed(asked);
              }
              if (hold == null || hold.isEmpty()) {
                world.note(asked + " goes without: " + (failure == null ? "taken" : failure));
              }
            });
  }

  private void giveUp() {
    List<Caller> waiting =
        callers.stream()
            .filter(caller -> !caller.promise().isDone())
            .filter(caller -> world.awake().contains(caller.asked().site()))
            .toList();
    if (!waiting.isEmpty()) {
      Caller caller = world.pick(waiting);
      world.note(caller.asked() + " gives up");
      caller.promise().cancel(false);
    }
  }

  private void release(Holding holding) {
    world.note(holding + " is released");
    LeaseWatch.Asked asked = watch.question(holding);
    Duration left = holding.hold().remaining();
    watch.releases(holding);
    var _ =
        holding
            .hold()
            .release()
            .whenComplete(
                (result, failure) -> {
                  if (failure == null) {
                    watch.released(asked, holding, left, result);
                  }
                });
  }

  private void describe(Site site, String lock) {
    long asked = world.cluster().now().toNanos();
    var _ =
        site.lock(lock)
            .describe()
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    watch.described(lock, asked, answer);
                  }
                });
  }

  private void revoke(Site site, String lock) {
    long newest = watch.newest(lock);
    if (newest == 0) {
      return;
    }
    FencingToken token = FencingToken.of(newest);
    world.note(site.member() + " revokes lock '" + lock + "' under " + token);
    long asked = world.cluster().now().toNanos();
    watch.revokes(lock, token);
    var _ =
        site.lock(lock)
            .revoke(token)
            .whenComplete(
                (result, failure) -> {
                  world.note("revoking " + token + " answer: " + result);
                  if (failure == null) {
                    watch.revoked(lock, asked, token, result);
                  }
                });
  }
}
