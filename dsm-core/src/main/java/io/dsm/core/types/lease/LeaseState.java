// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseChange.Cause;
import io.dsm.core.types.lease.LeaseCommand.Acquire;
import io.dsm.core.types.lease.LeaseCommand.Expire;
import io.dsm.core.types.lease.LeaseCommand.Forget;
import io.dsm.core.types.lease.LeaseCommand.Join;
import io.dsm.core.types.lease.LeaseCommand.Leave;
import io.dsm.core.types.lease.LeaseCommand.Release;
import io.dsm.core.types.lease.LeaseCommand.ReleaseAll;
import io.dsm.core.types.lease.LeaseCommand.Renew;
import io.dsm.core.types.lease.LeaseCommand.Revoke;
import io.dsm.core.types.lease.LeaseCommand.Transfer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * All leases of a cluster. Deterministic: equal commands in equal order give equal states, outcomes
 * and changes. Not thread-safe; the replicated log calls it one command at a time.
 */
public final class LeaseState {

  private final TreeMap<CollectionAddress, OwnedKeys> collections =
      new TreeMap<>(Comparator.comparing(CollectionAddress::toString));

  /** What applying a command came to and what it changed. */
  public record Applied(LeaseOutcome outcome, List<LeaseChange> changes) {

    private static Applied nothing(LeaseOutcome outcome) {
      return new Applied(outcome, List.of());
    }

    private static Applied change(LeaseOutcome outcome, LeaseChange change) {
      return new Applied(outcome, List.of(change));
    }
  }

  public Applied apply(LeaseCommand command) {
    return switch (command) {
      case Acquire acquire -> acquire(acquire);
      case Join join -> join(join);
      case Leave leave -> leave(leave);
      case Forget(var member) -> forget(member);
      case Revoke(var claim) -> revoke(claim);
      case Renew renew -> renew(renew);
      case Transfer transfer -> transfer(transfer);
      case Release release -> release(release);
      case ReleaseAll releaseAll -> releaseAll(releaseAll);
      case Expire expire -> expire(expire);
    };
  }

  /** Every owned key, in order. */
  public void forEach(BiConsumer<LeaseKey, LeaseGrant> visitor) {
    collections.forEach(
        (address, owned) ->
            owned
                .grants()
                .forEach((key, grant) -> visitor.accept(new LeaseKey(address, key), grant)));
  }

  private Applied acquire(Acquire command) {
    CollectionAddress address = command.key().collection();
    OwnedKeys known = collections.get(address);
    if (known == null && collections.size() >= LeaseLimits.COLLECTIONS) {
      return full(LeaseLimits.COLLECTIONS + " lease collections");
    }
    OwnedKeys owned = collections.computeIfAbsent(address, any -> new OwnedKeys());
    Optional<LeaseGrant> present = owned.grant(command.key().key());
    if (present.isEmpty()) {
      return owned.isFull()
          ? full(LeaseLimits.OWNED_KEYS + " owned keys in " + address)
          : grant(owned, command);
    }
    LeaseGrant grant = present.get();
    if (!grant.owner().equals(command.owner())) {
      return Applied.nothing(new LeaseOutcome.HeldByAnother(grant));
    }
    // An ownership that ended in the owner's books must not begin again under the same token: work
    // begun under it could not be told from new work.
    if (grant.token() <= command.abandoned()) {
      return owned.lines().length(command.key().key()) == 0
          ? grant(owned, command)
          : passOn(command, grant);
    }
    return owned.isRevoked(command.key().key())
        ? Applied.nothing(new LeaseOutcome.HeldByAnother(grant))
        : reaffirm(owned, command, grant);
  }

  /** The owner has ended its turn and asks anew, but those who wait come first. */
  private Applied passOn(Acquire command, LeaseGrant ended) {
    Applied passed = end(command.key(), ended, Cause.RELEASED);
    LeaseGrant next =
        owned(command.key().collection())
            .flatMap(owned -> owned.grant(command.key().key()))
            .orElseThrow();
    return new Applied(new LeaseOutcome.HeldByAnother(next), passed.changes());
  }

  private static Applied grant(OwnedKeys owned, Acquire command) {
    String key = command.key().key();
    LeaseGrant grant =
        new LeaseGrant(
            command.owner(),
            owned.mint(key),
            command.value(),
            command.timing(),
            0,
            LeaseGrant.Origin.ACQUIRED);
    owned.own(key, grant);
    return Applied.change(
        new LeaseOutcome.Granted(grant), new LeaseChange.Began(command.key(), grant));
  }

  private static Applied reaffirm(OwnedKeys owned, Acquire command, LeaseGrant grant) {
    LeaseGrant again = grant.reaffirmed(command.value(), command.timing());
    owned.extend(command.key().key(), again);
    return Applied.change(
        new LeaseOutcome.Granted(again), new LeaseChange.Renewed(command.key(), again));
  }

  private static Applied full(String bound) {
    return Applied.nothing(new LeaseOutcome.Full(bound));
  }

  private Applied join(Join command) {
    Acquire asked = command.asked();
    String key = asked.key().key();
    Optional<OwnedKeys> known = owned(asked.key().collection());
    Optional<LeaseGrant> present = known.flatMap(owned -> owned.grant(key));
    boolean another = present.filter(grant -> !grant.owner().equals(asked.owner())).isPresent();
    boolean givenUp = present.filter(grant -> grant.token() <= asked.abandoned()).isPresent();
    boolean awaited = known.filter(owned -> owned.lines().length(key) > 0).isPresent();
    if (another) {
      return queue(command, known.orElseThrow(), List.of());
    }
    if (givenUp && awaited) {
      // The owner has ended its turn and asks for another one: those who wait come first.
      Applied ended = end(asked.key(), present.orElseThrow(), Cause.RELEASED);
      return queue(command, known.orElseThrow(), ended.changes());
    }
    return acquire(asked);
  }

  private static Applied queue(Join command, OwnedKeys owned, List<LeaseChange> changes) {
    Acquire asked = command.asked();
    String key = asked.key().key();
    WaitLine.Waiter waiter =
        new WaitLine.Waiter(asked.owner(), command.ticket(), asked.value(), asked.timing());
    LeaseOutcome outcome =
        owned.lines().join(key, waiter)
            ? new LeaseOutcome.Queued(
                owned.grant(key).orElseThrow(), owned.lines().waiting(key).indexOf(asked.owner()))
            : new LeaseOutcome.Full(
                owned.lines().length(key) + " members that wait for " + asked.key());
    return new Applied(outcome, changes);
  }

  private Applied leave(Leave command) {
    String key = command.key().key();
    Optional<OwnedKeys> known = owned(command.key().collection());
    known.ifPresent(owned -> owned.lines().leave(key, command.owner(), command.ticket()));
    return Applied.nothing(
        known
            .flatMap(owned -> owned.grant(key))
            .filter(grant -> grant.owner().equals(command.owner()))
            .<LeaseOutcome>map(LeaseOutcome.Granted::new)
            .orElseGet(LeaseOutcome.Left::new));
  }

  private Applied forget(Member member) {
    collections.values().forEach(owned -> owned.lines().forget(member));
    return Applied.nothing(new LeaseOutcome.Left());
  }

  private Applied revoke(LeaseClaim claim) {
    String key = claim.key().key();
    return owned(claim)
        .flatMap(
            owned ->
                owned
                    .grant(key)
                    .filter(grant -> grant.token() == claim.token())
                    .map(
                        grant -> {
                          owned.revoke(key);
                          return Applied.change(
                              new LeaseOutcome.Revoking(),
                              new LeaseChange.Revoked(claim.key(), grant));
                        }))
        .orElseGet(LeaseState::notHeld);
  }

  private Applied renew(Renew command) {
    Set<LeaseClaim> refused = new HashSet<>();
    List<LeaseChange> changes = new ArrayList<>();
    for (LeaseClaim claim : command.claims()) {
      Optional<LeaseGrant> grant =
          owned(claim)
              .filter(owned -> !owned.isRevoked(claim.key().key()))
              .flatMap(o -> o.grantOf(claim.key().key(), command.owner(), claim.token()));
      if (grant.isEmpty()) {
        refused.add(claim);
        continue;
      }
      LeaseGrant renewed = grant.get().renewed();
      owned(claim).ifPresent(owned -> owned.extend(claim.key().key(), renewed));
      changes.add(new LeaseChange.Renewed(claim.key(), renewed));
    }
    return new Applied(new LeaseOutcome.Renewed(refused), changes);
  }

  private Applied transfer(Transfer command) {
    LeaseKey key = command.claim().key();
    return owned(command.claim())
        .flatMap(
            owned ->
                owned
                    .grantOf(key.key(), command.owner(), command.claim().token())
                    .map(
                        grant -> {
                          LeaseGrant next =
                              grant.transferred(command.target(), owned.mint(key.key()));
                          owned.own(key.key(), next);
                          return Applied.change(
                              new LeaseOutcome.Transferred(next.token()),
                              new LeaseChange.Transferred(
                                  key, command.owner(), next, command.consent()));
                        }))
        .orElseGet(LeaseState::notHeld);
  }

  private Applied release(Release command) {
    LeaseClaim claim = command.claim();
    return owned(claim)
        .flatMap(owned -> owned.grantOf(claim.key().key(), command.owner(), claim.token()))
        .map(grant -> end(claim.key(), grant, Cause.RELEASED))
        .orElseGet(LeaseState::notHeld);
  }

  private Applied releaseAll(ReleaseAll command) {
    forget(command.owner());
    List<LeaseChange> changes = new ArrayList<>();
    collections.forEach(
        (address, owned) ->
            owned
                .of(command.owner())
                .forEach(
                    entry ->
                        changes.addAll(
                            end(
                                    new LeaseKey(address, entry.getKey()),
                                    entry.getValue(),
                                    Cause.RELEASED)
                                .changes())));
    int freed = (int) changes.stream().filter(LeaseChange.Ended.class::isInstance).count();
    return new Applied(new LeaseOutcome.Released(freed), changes);
  }

  private Applied expire(Expire command) {
    LeaseKey key = command.claim().key();
    return owned(command.claim())
        .flatMap(owned -> owned.grant(key.key()))
        .filter(grant -> grant.token() == command.claim().token())
        .filter(grant -> grant.renewals() == command.renewals())
        .map(grant -> end(key, grant, Cause.EXPIRED))
        .orElseGet(LeaseState::notHeld);
  }

  private Applied end(LeaseKey key, LeaseGrant grant, Cause cause) {
    List<LeaseChange> changes = new ArrayList<>();
    changes.add(new LeaseChange.Ended(key, grant, cause));
    owned(key.collection())
        .ifPresent(
            owned -> {
              owned.free(key.key(), grant);
              owned
                  .lines()
                  .takeFirst(key.key())
                  .ifPresent(next -> changes.add(inTurn(owned, key, grant.owner(), next)));
            });
    return new Applied(new LeaseOutcome.Released(1), changes);
  }

  private static LeaseChange inTurn(
      OwnedKeys owned, LeaseKey key, Member from, WaitLine.Waiter next) {
    LeaseGrant grant =
        new LeaseGrant(
            next.member(),
            owned.mint(key.key()),
            next.value(),
            next.timing(),
            0,
            LeaseGrant.Origin.IN_TURN);
    owned.own(key.key(), grant);
    return new LeaseChange.Transferred(key, from, grant);
  }

  private static Applied notHeld() {
    return Applied.nothing(new LeaseOutcome.NotHeld());
  }

  private Optional<OwnedKeys> owned(LeaseClaim claim) {
    return owned(claim.key().collection());
  }

  /** Every member that waits for something. */
  public Set<Member> waiting() {
    Set<Member> members = new HashSet<>();
    collections.values().forEach(owned -> owned.lines().addMembersTo(members));
    return members;
  }

  Optional<OwnedKeys> owned(CollectionAddress address) {
    return Optional.ofNullable(collections.get(address));
  }

  Map<CollectionAddress, OwnedKeys> collections() {
    return collections;
  }
}
