// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.NodeId;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.lease.RevokeResult;
import io.dsm.lease.TransferResult;
import io.dsm.lease.VerifyResult;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Hands what is seen of leases to the invariants about them. */
public final class Leases implements LeaseWatch {

  /** Wall clocks are off by less in sum. */
  private static final Duration CLOCK_JUMPS = Duration.ofMillis(600);

  private final World world;
  private final TokensIncrease tokens;
  private final MajorityNeeded majority;
  private final OneHolder holder;
  private final OneEndPerBeginning ends;
  private final Ownerships ownerships;
  private final AnswersAboutOwners answers;
  private final CheckingResource resource;
  private final Transfers transfers;

  private final Map<String, Asked> pending = new HashMap<>();

  /** What somebody wants to end. */
  private final Set<String> ending = new HashSet<>();

  /** Numbers of the latest questions for a name, by life and name. */
  private final Map<String, Integer> lastAsked = new HashMap<>();

  private int questions;

  public Leases(World world) {
    this.world = world;
    this.tokens = new TokensIncrease(world);
    this.majority = new MajorityNeeded(world);
    this.holder = new OneHolder(world);
    this.ends = new OneEndPerBeginning(world.verdict());
    this.ownerships = new Ownerships(world);
    this.answers = new AnswersAboutOwners(ownerships, world.verdict());
    this.resource = new CheckingResource(world);
    this.transfers = new Transfers(world, ownerships);
    world.whenOpened(this::listen);
  }

  private void listen(Site site) {
    for (String collection : List.of("renewed", "manual")) {
      var leases = collection.equals("manual") ? site.manual() : site.renewed();
      var _ =
          leases.listen(
              event -> {
                world.note(ends.saw(site, collection, event));
                if (event instanceof LeaseEvent.Acquired<String>(var lease)) {
                  begun(site, collection + "/" + lease.key(), lease);
                }
              });
    }
  }

  private void begun(Site site, String name, Lease<String> lease) {
    lease
        .token()
        .ifPresent(
            token -> {
              tokens.begun(site, name, token);
              ownerships.begun(site.member(), name, token.value(), lease::isValid);
            });
    holder.check();
  }

  /** To be called after every change of the world and every step of time. */
  public void sample() {
    majority.sample();
    holder.check();
    transfers.sample();
    resource.sample();
  }

  /** To be called when all is quiet. */
  public void judge() {
    ends.judge(world.sites());
    transfers.judge();
  }

  @Override
  public Asked asked(Site site, String name) {
    return pending.computeIfAbsent(site.member() + name, it -> asks(site, name));
  }

  @Override
  public Asked asks(Site site, String name) {
    Asked asked = question(site, name);
    lastAsked.put(site.member() + name, asked.number());
    return asked;
  }

  @Override
  public Asked question(Site site, String name) {
    return new Asked(site, name, ownerships.nowNanos(), tokens.newest(name), ++questions);
  }

  @Override
  public void answered(Asked asked) {
    pending.remove(asked.member() + asked.name(), asked);
  }

  @Override
  public void granted(Asked asked, Lease<String> lease, FencingToken token) {
    held(asked, token, lease::isValid);
    holder.check();
  }

  void held(Asked asked, FencingToken token, BooleanSupplier valid) {
    boolean known = tokens.isOf(asked.member(), asked.name(), token);
    tokens.granted(asked, token);
    ownerships.begun(asked.member(), asked.name(), token.value(), valid);
    if (!known) {
      majority.check(asked);
    }
  }

  @Override
  public void another(Asked asked, LeaseSnapshot<String> present) {
    answers.owned(asked.name(), asked.atNanos(), present.owner(), present.token().value());
  }

  @Override
  public void renewed(Asked asked) {
    majority.check(asked);
    holder.check();
  }

  @Override
  public void ends(String name, FencingToken token) {
    ending.add(name + "@" + token);
  }

  /**
   * A question that came late may have been overtaken by the end of what it was about, and by a
   * later one of the same node for the same name, which ends what that node had given up.
   */
  @Override
  public void denied(Asked asked, FencingToken token, Duration left) {
    Duration since = Duration.ofNanos(ownerships.nowNanos() - asked.atNanos());
    int latest = lastAsked.getOrDefault(asked.member() + asked.name(), 0);
    boolean overtaken = since.plus(CLOCK_JUMPS).compareTo(left) >= 0 || latest > asked.number();
    boolean ended =
        ending.contains(asked.name() + "@" + token) || !world.sites().contains(asked.site());
    world
        .verdict()
        .check(
            overtaken || ended, "S1", asked + " was told that it does not own it under " + token);
  }

  @Override
  public long newest(String name) {
    return tokens.newest(name);
  }

  @Override
  public void acts(String name, long token, long askedNanos, int delayMillis) {
    ownerships.of(name, token).ifPresent(by -> resource.sent(by, askedNanos, delayMillis));
  }

  @Override
  public void transferred(
      String name, FencingToken token, NodeId target, Optional<TransferResult> result) {
    result.ifPresentOrElse(
        answer -> transfers.answered(name, token.value(), target, answer),
        () -> transfers.gaveUp(name, token.value()));
  }

  @Override
  public void current(String name, long askedNanos, Optional<LeaseSnapshot<String>> answer) {
    answer.ifPresentOrElse(
        owned -> answers.owned(name, askedNanos, owned.owner(), owned.token().value()),
        () -> answers.free(name, askedNanos));
  }

  @Override
  public void described(String name, long askedNanos, Optional<LeaseDescription<String>> answer) {
    current(name, askedNanos, answer.map(LeaseDescription::ownership));
  }

  @Override
  public void verified(String name, long askedNanos, FencingToken token, VerifyResult result) {
    answers.verified(name, askedNanos, token.value(), result);
  }

  @Override
  public void revoked(String name, long askedNanos, long token, RevokeResult result) {
    if (result == RevokeResult.NOT_HELD) {
      answers.notOwned(name, askedNanos, token);
    }
  }

  /** All names of leases. */
  static List<String> keys() {
    return Specs.LEASE_KEYS;
  }
}
