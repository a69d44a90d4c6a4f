// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.RevokeResult;
import io.dsm.lock.LockHold;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands what is seen of locks to the invariants about them. */
public final class Locks implements LockWatch {

  private final World world;
  private final Leases leases;
  private final LockHolders holders;
  private final LockLines lines;
  private final Revocations revocations;
  private boolean ending;

  public Locks(World world, Leases leases) {
    this.world = world;
    this.leases = leases;
    this.holders = new LockHolders(world);
    this.lines = new LockLines(world);
    this.revocations = new Revocations(world);
  }

  /** To be called after every change of the world and every step of time. */
  public void sample() {
    holders.sample();
    revocations.sample();
    lines.sample();
  }

  /** From now on holds are released as soon as somebody gets them. */
  void end() {
    ending = true;
    holders.open().stream().filter(this::lives).toList().forEach(this::giveUp);
  }

  /** Callers of living nodes that wait for an answer. */
  List<LeaseWatch.Asked> waiting() {
    return lines.waiting();
  }

  private void giveUp(Holding holding) {
    releases(holding);
    holding.hold().close();
  }

  private boolean lives(Holding holding) {
    return world.sites().contains(holding.site());
  }

  @Override
  public LeaseWatch.Asked asks(Site site, String lock, Duration wait) {
    LeaseWatch.Asked asked = leases.asks(site, name(lock));
    lines.asks(asked, wait);
    return asked;
  }

  @Override
  public void answered(LeaseWatch.Asked asked, Optional<LockHold> answer) {
    lines.answered(asked, answer.isPresent());
    answer.ifPresent(hold -> had(asked, hold));
  }

  private void had(LeaseWatch.Asked asked, LockHold hold) {
    // toString() of a hold is key@token, also when it is not valid any more.
    String text = hold.toString();
    FencingToken token = FencingToken.of(Long.parseLong(text.substring(text.lastIndexOf('@') + 1)));
    Holding holding = new Holding(asked, hold, token);
    leases.held(asked, token, hold::isValid);
    holders.begun(holding);
    world.note("holds " + holding);
    if (ending) {
      giveUp(holding);
    }
  }

  @Override
  public void failed(LeaseWatch.Asked asked) {
    lines.failed(asked);
  }

  @Override
  public List<Holding> open(String lock) {
    List<Holding> open = new ArrayList<>(holders.open());
    open.removeIf(holding -> !holding.name().equals(name(lock)) || !lives(holding));
    return open;
  }

  @Override
  public LeaseWatch.Asked question(Holding holding) {
    return leases.question(holding.site(), holding.name());
  }

  @Override
  public void releases(Holding holding) {
    holders.released(holding);
  }

  @Override
  public void released(
      LeaseWatch.Asked asked, Holding holding, Duration left, ReleaseResult result) {
    if (result == ReleaseResult.NOT_HELD) {
      leases.denied(asked, holding.token(), left);
    }
  }

  @Override
  public void revokes(String lock, FencingToken token) {
    leases.ends(name(lock), token);
  }

  @Override
  public long newest(String lock) {
    return leases.newest(name(lock));
  }

  @Override
  public void acts(Holding holding, int delayMillis) {
    leases.acts(holding.name(), holding.token().value(), holding.asked().atNanos(), delayMillis);
  }

  @Override
  public void described(
      String lock, long askedNanos, Optional<LeaseDescription<String>> description) {
    leases.described(name(lock), askedNanos, description);
    description.ifPresent(
        told -> {
          Set<Object> different = new HashSet<>(told.waiters());
          world
              .verdict()
              .check(
                  different.size() == told.waiters().size()
                      && !different.contains(told.ownership().owner()),
                  "S1",
                  name(lock) + " has a strange line: " + told);
        });
  }

  @Override
  public void revoked(String lock, long askedNanos, FencingToken token, RevokeResult result) {
    leases.revoked(name(lock), askedNanos, token.value(), result);
    if (result == RevokeResult.ENDING) {
      holders.of(name(lock), token).ifPresent(revocations::begun);
    }
  }

  static String name(String lock) {
    return "lock/" + lock;
  }
}
