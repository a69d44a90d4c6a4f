// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.LeaseDescription;
import io.dsm.lock.LockHold;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * L5 for locks: when all is quiet and whoever has a lock gives it up, everybody who still waits has
 * a turn. L8: nodes are served in the order in which they asked, and a node with more callers goes
 * to the end of the line after each. L9: an operator ends a hold, and the next one has it soon.
 */
public final class LocksServed implements Invariant {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration APART = Duration.ofMillis(100);
  private static final int CALLERS = 2;

  private final Locks watch;

  public LocksServed(Locks watch) {
    this.watch = watch;
  }

  @Override
  public void judge(World world) {
    watch.end();
    boolean served = world.cluster().advanceUntil(() -> watch.waiting().isEmpty(), PATIENCE);
    world.verdict().check(served, "L5", "these wait in vain: " + watch.waiting());
    if (served && world.sites().size() > 1) {
      inOrder(world, world.pick(Specs.LOCK_NAMES));
    }
  }

  private static void inOrder(World world, String lock) {
    Site first = world.sites().getFirst();
    List<Site> others = world.sites().subList(1, world.sites().size());
    Optional<LockHold> held = await(world, first.lock(lock).lockAsync(PATIENCE));
    if (held.isEmpty()) {
      world.verdict().violated("L5", first.member() + " cannot have lock '" + lock + "'");
      return;
    }
    List<String> served = new ArrayList<>();
    List<CompletableFuture<?>> asked = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < CALLERS; round++) {
      for (Site site : others) {
        asked.add(ask(world, site, lock, served));
        expected.add(site.name());
      }
    }
    described(world, first, lock, others);
    end(world, others.getLast(), lock, held.get());
    boolean all =
        world
            .cluster()
            .advanceUntil(
                () -> asked.stream().allMatch(CompletableFuture::isDone),
                SOON.plus(SOON.multipliedBy(expected.size()).dividedBy(4)));
    world.verdict().check(all, "L5", "lock '" + lock + "' was passed on too slowly: " + served);
    world
        .verdict()
        .check(
            served.equals(expected),
            "L8",
            "lock '" + lock + "' went to " + served + ", asked for by " + expected);
  }

  private static CompletableFuture<?> ask(
      World world, Site site, String lock, List<String> served) {
    CompletableFuture<Optional<LockHold>> promise =
        site.lock(lock).lockAsync(PATIENCE).toCompletableFuture();
    promise.thenAccept(
        hold ->
            hold.ifPresent(
                had -> {
                  served.add(site.name());
                  had.close();
                }));
    world.advance(APART);
    return promise;
  }

  private static void described(World world, Site asker, String lock, List<Site> waiting) {
    Optional<LeaseDescription<String>> told = await(world, asker.lock(lock).describe());
    boolean right =
        told.isPresent()
            && told.get().ownership().owner().equals(asker.member())
            && told.get().waiters().equals(waiting.stream().map(Site::member).toList());
    world.verdict().check(right, "S1", "lock '" + lock + "' is said to be " + told);
  }

  /** By its holder, or against its will. */
  private static void end(World world, Site other, String lock, LockHold held) {
    if (world.chance(50)) {
      held.close();
      return;
    }
    var token = held.token();
    token.ifPresent(present -> await(world, other.lock(lock).revoke(present)));
    boolean ended = world.cluster().advanceUntil(() -> !held.isValid(), SOON);
    world.verdict().check(ended, "L9", held + " was revoked in vain");
    if (!ended || token.isEmpty()) {
      held.close();
    }
  }

  private static <T> T await(World world, java.util.concurrent.CompletionStage<T> stage) {
    return world.cluster().await(stage);
  }
}
