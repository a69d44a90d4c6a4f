// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The model {@code Lease} once more, action by action, but what the log decides is decided by the
 * product's {@code LeaseState}. Two members, one voter, the coarse clocks. Equal worlds have equal
 * futures.
 *
 * @param grant the replicated state, as far as it can be seen
 * @param holders what each member believes
 * @param watch what the leader waits for
 * @param expires expiries that may be committed
 */
record LeaseWorld(
    Grant grant,
    List<Holder> holders,
    Set<Ask> asks,
    Set<Answer> answers,
    Watch watch,
    Set<Watch> expires) {

  static final int NOBODY = -1;
  private static final int TERM = 2;
  private static final int WAIT = 4;
  private static final int[] GAINS = {1, 2};
  private static final int MAX_TOKEN = 2;
  private static final int MAX_RENEWALS = 1;
  private static final int MAX_ASKS = 1;
  private static final int MAX_ANSWERS = 1;
  private static final Holder NOT_HELD = new Holder(0, 0, 0);
  private static final Watch NO_WATCH = new Watch(0, 0, 0);

  record Grant(int owner, long token, long renewals) {}

  record Holder(long token, int age, long ended) {
    boolean isValid() {
      return token != 0 && age < TERM;
    }

    Holder end() {
      return new Holder(0, 0, Math.max(ended, token));
    }
  }

  /** A command under way; of a renewal and a release it is the token, else what was abandoned. */
  record Ask(int by, Kind kind, long token, int age) {
    LeaseCommand command() {
      return switch (kind) {
        case ACQUIRE -> RealLease.acquire(by, token);
        case RENEW -> RealLease.renew(by, token);
        case RELEASE -> RealLease.release(by, token);
      };
    }
  }

  enum Kind {
    ACQUIRE,
    RENEW,
    RELEASE
  }

  /** That a key was granted, or a lease renewed. */
  record Answer(int by, boolean granted, long token, int age) {}

  record Watch(long token, long renewals, int age) {
    boolean names(Grant grant) {
      return grant.owner() != NOBODY && token == grant.token() && renewals == grant.renewals();
    }
  }

  static LeaseWorld first() {
    return new LeaseWorld(
        new Grant(NOBODY, 0, 0),
        List.of(NOT_HELD, NOT_HELD),
        Set.of(),
        Set.of(),
        NO_WATCH,
        Set.of());
  }

  boolean hasTwoHolders() {
    return holders.stream().filter(Holder::isValid).count() > 1;
  }

  /** Whether a member may act that does not own the key under that token. */
  boolean hasFalseHolder() {
    for (int member = 0; member < holders.size(); member++) {
      Holder holder = holders.get(member);
      if (holder.isValid() && (grant.owner() != member || grant.token() != holder.token())) {
        return true;
      }
    }
    return false;
  }

  /** Hands on every world that may come next, with the product's state in it. */
  void successors(RealLease real, BiConsumer<LeaseWorld, RealLease> next) {
    for (int member = 0; member < holders.size(); member++) {
      act(member, world -> next.accept(world, real));
    }
    for (Answer answer : answers) {
      next.accept(with(holders, asks, without(answers, answer)), real);
      next.accept(heard(answer), real);
    }
    for (Ask ask : asks) {
      next.accept(with(holders, without(asks, ask), answers), real);
      decide(ask, real, next);
    }
    for (Watch expire : expires) {
      RealLease.Step step = real.apply(RealLease.expire(expire), grant);
      next.accept(decided(step, asks, answers), step.after());
    }
    lead(world -> next.accept(world, real));
    tick(world -> next.accept(world, real));
  }

  private void act(int member, Consumer<LeaseWorld> next) {
    Holder holder = holders.get(member);
    List<Holder> ended = replaced(member, holder.end());
    boolean mayAsk = asks.size() < MAX_ASKS;
    if (!holder.isValid() && mayAsk) {
      next.accept(asking(ended, new Ask(member, Kind.ACQUIRE, holder.end().ended(), 0)));
    }
    if (holder.token() != 0) {
      next.accept(with(ended, asks, answers));
    }
    if (holder.token() != 0 && mayAsk) {
      next.accept(asking(holders, new Ask(member, Kind.RENEW, holder.token(), 0)));
      next.accept(asking(ended, new Ask(member, Kind.RELEASE, holder.token(), 0)));
    }
  }

  private LeaseWorld heard(Answer answer) {
    Holder holder = holders.get(answer.by());
    Holder after = holder;
    if (holder.token() == answer.token()) {
      after = new Holder(holder.token(), Math.min(holder.age(), answer.age()), holder.ended());
    } else if (answer.granted()) {
      after =
          answer.token() <= holder.ended() || answer.age() >= TERM
              ? new Holder(holder.token(), holder.age(), Math.max(holder.ended(), answer.token()))
              : new Holder(answer.token(), answer.age(), holder.end().ended());
    }
    return with(replaced(answer.by(), after), asks, without(answers, answer));
  }

  private void decide(Ask ask, RealLease real, BiConsumer<LeaseWorld, RealLease> next) {
    RealLease.Step step = real.apply(ask.command(), grant);
    if (step.grant().token() > MAX_TOKEN || step.grant().renewals() > MAX_RENEWALS) {
      return; // beyond the bounds of the search
    }
    Set<Answer> told = new HashSet<>(answers);
    if (told.size() < MAX_ANSWERS) {
      switch (step.outcome()) {
        case LeaseOutcome.Granted(var granted) ->
            told.add(new Answer(ask.by(), true, granted.token(), ask.age()));
        case LeaseOutcome.Renewed(var refused) -> {
          if (refused.isEmpty()) {
            told.add(new Answer(ask.by(), false, ask.token(), ask.age()));
          }
        }
        case LeaseOutcome.HeldByAnother _,
            LeaseOutcome.Queued _,
            LeaseOutcome.Left _,
            LeaseOutcome.Revoking _,
            LeaseOutcome.Transferred _,
            LeaseOutcome.Released _,
            LeaseOutcome.NotHeld _,
            LeaseOutcome.Full _ -> {}
      }
    }
    boolean changed = !step.grant().equals(grant);
    next.accept(decided(step, without(asks, ask), Set.copyOf(told)), changed ? step.after() : real);
  }

  private LeaseWorld decided(RealLease.Step step, Set<Ask> asked, Set<Answer> told) {
    Set<Watch> left = new HashSet<>(expires);
    left.removeIf(expire -> !expire.names(step.grant()));
    Watch watched = watch.names(step.grant()) ? watch : NO_WATCH;
    return new LeaseWorld(step.grant(), holders, asked, told, watched, Set.copyOf(left));
  }

  /** Begins to lead, catches up, or has waited long enough. */
  private void lead(Consumer<LeaseWorld> next) {
    if (grant.owner() != NOBODY) {
      next.accept(watching(new Watch(grant.token(), grant.renewals(), 0), expires));
    }
    if (watch.token() != 0 && watch.age() >= WAIT) {
      Set<Watch> more = new HashSet<>(expires);
      more.add(new Watch(watch.token(), watch.renewals(), 0));
      next.accept(watching(watch, Set.copyOf(more)));
    }
  }

  private void tick(Consumer<LeaseWorld> next) {
    for (int ann : GAINS) {
      for (int bob : GAINS) {
        for (int leader : GAINS) {
          next.accept(later(new int[] {ann, bob}, leader));
        }
      }
    }
  }

  private LeaseWorld later(int[] gains, int leader) {
    List<Holder> older = new ArrayList<>();
    for (int member = 0; member < holders.size(); member++) {
      Holder holder = holders.get(member);
      int age = holder.token() == 0 ? 0 : Math.min(TERM, holder.age() + gains[member]);
      older.add(new Holder(holder.token(), age, holder.ended()));
    }
    Set<Ask> asked = new HashSet<>();
    for (Ask ask : asks) {
      int age = Math.min(TERM, ask.age() + gains[ask.by()]);
      asked.add(new Ask(ask.by(), ask.kind(), ask.token(), age));
    }
    Set<Answer> told = new HashSet<>();
    for (Answer answer : answers) {
      int age = answer.age() + gains[answer.by()];
      if (age < TERM) {
        told.add(new Answer(answer.by(), answer.granted(), answer.token(), age));
      }
    }
    Watch waited =
        watch.token() == 0
            ? watch
            : new Watch(watch.token(), watch.renewals(), Math.min(WAIT, watch.age() + leader));
    return new LeaseWorld(
        grant, List.copyOf(older), Set.copyOf(asked), Set.copyOf(told), waited, expires);
  }

  private LeaseWorld asking(List<Holder> after, Ask ask) {
    Set<Ask> all = new HashSet<>(asks);
    all.add(ask);
    return with(after, Set.copyOf(all), answers);
  }

  private LeaseWorld watching(Watch watched, Set<Watch> proposed) {
    return new LeaseWorld(grant, holders, asks, answers, watched, proposed);
  }

  private LeaseWorld with(List<Holder> after, Set<Ask> asked, Set<Answer> told) {
    return new LeaseWorld(grant, after, asked, told, watch, expires);
  }

  private List<Holder> replaced(int member, Holder holder) {
    return member == 0 ? List.of(holder, holders.get(1)) : List.of(holders.get(0), holder);
  }

  private static <T> Set<T> without(Set<T> all, T one) {
    Set<T> left = new HashSet<>(all);
    left.remove(one);
    return Set.copyOf(left);
  }
}
