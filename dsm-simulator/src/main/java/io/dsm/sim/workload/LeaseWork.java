// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.cluster.NodeId;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.RenewResult;
import io.dsm.sim.invariant.LeaseWatch;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Acquires, awaits, renews, releases and transfers leases. Answers come later, or never. */
final class LeaseWork {

  private static final int WAIT_MILLIS = 3_000;
  private static final int EFFECT_MILLIS = 5_000;

  private final World world;
  private final LeaseWatch watch;
  private final LeaseQuestions questions;

  /** When owners asked for what they got. */
  private final Map<String, Long> asked = new HashMap<>();

  LeaseWork(World world, LeaseWatch watch) {
    this.world = world;
    this.watch = watch;
    this.questions = new LeaseQuestions(world, watch);
  }

  void act(Site site) {
    LeaseCollection<String> leases = world.pick(site.leases());
    String key = world.pick(Specs.LEASE_KEYS);
    String name = (leases == site.manual() ? "manual/" : "renewed/") + key;
    Optional<Lease<String>> held = leases.held(key);
    Optional<FencingToken> token = held.flatMap(Lease::token);
    if (world.chance(15)) {
      questions.act(site, leases, key, name);
    } else if (token.isEmpty()) {
      if (world.chance(25)) {
        await(site, leases, key, name);
      } else {
        acquire(site, leases, key, name);
      }
    } else {
      held(site, leases, key, held.get(), name);
    }
  }

  private void held(
      Site site, LeaseCollection<String> leases, String key, Lease<String> lease, String name) {
    FencingToken token = lease.token().orElseThrow();
    switch (world.random().nextInt(8)) {
      case 0 -> release(site, leases, key, lease, name);
      case 1 -> transfer(site, leases, key, token, name);
      case 2 -> acquire(site, leases, key, name);
      case 3, 4 ->
          watch.acts(
              name,
              token.value(),
              asked.getOrDefault(name + "@" + token, 0L),
              world.random().nextInt(EFFECT_MILLIS));
      default -> renew(site, leases, key, lease, name);
    }
  }

  private void acquire(Site site, LeaseCollection<String> leases, String key, String name) {
    world.note(site.member() + " acquires " + name);
    LeaseWatch.Asked own = watch.question(site, name);
    acquired(watch.asked(site, name), own, leases.acquire(key, site.name()));
  }

  private void await(Site site, LeaseCollection<String> leases, String key, String name) {
    Duration wait = Duration.ofMillis(1 + world.random().nextInt(WAIT_MILLIS));
    world.note(site.member() + " waits for " + name + " for " + wait);
    LeaseWatch.Asked own = watch.asks(site, name);
    acquired(own, own, leases.acquire(key, site.name(), wait));
  }

  /**
   * @param question since when a grant may have been decided: callers of a node share it
   * @param own since when another must have had it, if that is the answer
   */
  private void acquired(
      LeaseWatch.Asked question,
      LeaseWatch.Asked own,
      CompletionStage<AcquireResult<String>> stage) {
    var _ =
        stage.whenComplete(
            (answer, failure) -> {
              if (answer instanceof AcquireResult.Acquired<String>(var lease)) {
                lease.token().ifPresent(token -> granted(question, lease, token));
              } else if (answer instanceof AcquireResult.HeldByAnother<String>(var present)) {
                watch.another(own, present);
              }
              watch.answered(question);
              noteAnswer(question.site(), question.name(), answer, failure);
            });
  }

  private void granted(LeaseWatch.Asked question, Lease<String> lease, FencingToken token) {
    watch.granted(question, lease, token);
    asked.putIfAbsent(question.name() + "@" + token, question.atNanos());
  }

  private void renew(
      Site site, LeaseCollection<String> leases, String key, Lease<String> lease, String name) {
    FencingToken token = lease.token().orElseThrow();
    Duration left = lease.remaining();
    LeaseWatch.Asked first = watch.asked(site, name);
    watch.answered(first); // renewals answer each for itself, at the latest since the first waits
    LeaseWatch.Asked own = watch.question(site, name);
    var _ =
        leases
            .renew(key, token)
            .whenComplete(
                (answer, failure) -> {
                  if (answer instanceof RenewResult.Renewed) {
                    watch.renewed(first);
                  } else if (answer instanceof RenewResult.NotHeld) {
                    watch.denied(own, token, left);
                  }
                  noteAnswer(site, name, answer, failure);
                });
  }

  private void release(
      Site site, LeaseCollection<String> leases, String key, Lease<String> lease, String name) {
    FencingToken token = lease.token().orElseThrow();
    Duration left = lease.remaining();
    world.note(site.member() + " releases " + name);
    LeaseWatch.Asked own = watch.question(site, name);
    var _ =
        leases
            .release(key, token)
            .whenComplete(
                (answer, failure) -> {
                  if (answer == ReleaseResult.NOT_HELD) {
                    watch.denied(own, token, left);
                  }
                  noteAnswer(site, name, answer, failure);
                });
    watch.ends(name, token);
  }

  private void transfer(
      Site site, LeaseCollection<String> leases, String key, FencingToken token, String name) {
    NodeId target = NodeId.of(world.pick(world.cluster().names()));
    world.note(site.member() + " transfers " + name + " to " + target);
    watch.ends(name, token);
    var _ =
        leases
            .transfer(key, token, target)
            .whenComplete(
                (answer, failure) -> {
                  watch.transferred(name, token, target, Optional.ofNullable(answer));
                  noteAnswer(site, name, answer, failure);
                });
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
