// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Peer;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.clock.Observation;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.core.types.register.MergeResult;
import io.dsm.register.Version;
import io.dsm.spi.probe.ProbeEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies what came from elsewhere; by delta, replay or snapshot makes no difference. */
final class Applier {

  private final EngineState state;

  /** Operations of one frame share their tags: found once is found for all. */
  private @Nullable Tag foundTag;

  private @Nullable Replica found;

  Applier(EngineState state) {
    this.state = state;
  }

  /** Returns false if the operation must not be counted as known: its stamp is too far ahead. */
  boolean apply(Member sender, Operation operation, Moment now, Effects out) {
    Replica replica = replica(operation.tag());
    if (operation instanceof Operation.Write write
        && !observe(write.record().version(), now, out)) {
      return false;
    }
    if (replica == null) {
      return true;
    }
    if (operation.tag() != foundTag) {
      mismatch(sender, replica, out);
      return true;
    }
    if (state.persistence.defers(replica)) {
      return false;
    }
    state.persistence.applying(replica);
    return switch (operation) {
      case Operation.Write write when replica instanceof Replica.Registers<?> registers -> {
        write(registers, write, now, out);
        yield true;
      }
      case Operation.Join join when replica instanceof Replica.Crdts<?> crdts ->
          join(sender, crdts, join, now, out);
      case Operation.Write _, Operation.Join _ -> {
        unreadable(sender, replica, out);
        yield true;
      }
    };
  }

  /** The replica at the address of a tag; remembered if it is declared alike. */
  private @Nullable Replica replica(Tag tag) {
    if (tag == foundTag) {
      return found;
    }
    Replica replica = state.replicas.get(tag.address());
    if (replica != null && replica.tag().equals(tag)) {
      foundTag = tag;
      found = replica;
    }
    return replica;
  }

  private boolean observe(Version stamp, Moment now, Effects out) {
    return switch (state.clock.observe(stamp, now.wallMillis())) {
      case Observation.Accepted _ -> true;
      case Observation.TooFarAhead(long aheadMillis) -> {
        state.counters.refusedStamps.incrementAndGet();
        out.observe(new ProbeEvent.StampRefused(stamp.origin(), aheadMillis));
        yield false;
      }
    };
  }

  private <V> void write(
      Replica.Registers<V> replica, Operation.Write write, Moment now, Effects out) {
    switch (replica.merge(write.key(), write.record())) {
      case MergeResult.Won<V> won -> {
        state.persistence.persist(replica, write, out);
        boolean over = Lifetimes.isOver(write.record().expiresAtMillis(), now.wallMillis());
        if (won.current().isPresent()) {
          // One whose time is over ends at the next tick, which tells watchers so.
          if (!over) {
            out.add(new Effect.PublishUpdate(replica.address(), write.key(), won.current()));
          }
        } else if (won.previous() != null && won.previous().isPresent()) {
          out.add(new Effect.PublishRemoval(replica.address(), write.key()));
        }
      }
      case MergeResult.Lost<V> _ -> {
        replica.discarded().incrementAndGet();
        out.observe(new ProbeEvent.WriteDiscarded(replica.address()));
      }
      case MergeResult.Same<V> _ -> {}
    }
  }

  private <S> boolean join(
      Member sender, Replica.Crdts<S> replica, Operation.Join join, Moment now, Effects out) {
    CrdtState.Joined<S> joined;
    try {
      S delta = replica.state().definition().decode(join.delta());
      Optional<Version> stamp = replica.state().definition().latestStamp(delta);
      if (stamp.isPresent() && !observe(stamp.get(), now, out)) {
        return false;
      }
      joined = replica.join(join.key(), delta);
    } catch (RuntimeException e) {
      // A definition of the application's own may fail in any way; its peer's bytes are at fault.
      unreadable(sender, replica, out);
      return true;
    }
    if (joined.changed()) {
      state.persistence.persist(replica, join, out);
      out.add(new Effect.PublishUpdate(replica.address(), join.key(), join.key()));
    }
    return true;
  }

  private void unreadable(Member sender, Replica replica, Effects out) {
    state.counters.undecodable.incrementAndGet();
    out.observe(
        new ProbeEvent.MessageDropped(
            sender, "an operation on " + replica.address() + " could not be read"));
  }

  private void mismatch(Member sender, Replica replica, Effects out) {
    state.counters.mismatched.incrementAndGet();
    Peer peer = state.peers.get(sender);
    if (peer == null || !peer.reportMismatch(replica.address())) {
      return;
    }
    Declaration theirs = peer.declaration(replica.address());
    out.observe(new ProbeEvent.MessageDropped(sender, "schema mismatch of " + replica.address()));
    out.add(new Effect.Warn(Mismatches.message(replica.declaration(), theirs, sender)));
  }
}
