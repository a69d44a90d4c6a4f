// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What was given to the journal and what has to wait for it. Changes of durable collections are
 * counted; an answer or an acknowledgement waits for the count at which what it stands for was
 * given to the journal. Nothing of a collection in memory is counted or waits.
 */
final class Persistence {

  private long number;
  private JournalState journal = new JournalState.Accepting();

  /** Per origin, what must be durable before its operations are acknowledged. */
  private final Map<Member, Long> required = new HashMap<>();

  private long requiredOfAll;

  /** Whether an operation on a durable collection was applied that no origin is charged with. */
  private boolean unattributed;

  /** Keeps a change that was applied. */
  void persist(Replica replica, Operation operation, Effects out) {
    if (replica.durable()) {
      // After a failure the count still moves on, so that nothing newer is ever acknowledged.
      number++;
      if (!(journal instanceof JournalState.Failed)) {
        out.add(new Effect.Persist(number, operation));
      }
    }
  }

  /** Answers a caller: at once, or when all that the answer may stand for is durable. */
  void complete(Replica replica, Caller caller, Outcome outcome, Effects out) {
    if (replica.durable() && !(outcome instanceof Outcome.Failed)) {
      whenDurable(number, new Effect.CompleteCaller(caller, outcome), out);
    } else {
      out.complete(caller, outcome);
    }
  }

  /** Feeds an event back when everything up to now is durable. */
  void whenDurable(Event event, Effects out) {
    whenDurable(number, new Effect.Feed(event), out);
  }

  /** Acknowledges operations of an origin when those of durable collections are durable. */
  void acknowledge(Member origin, Message.Ack ack, Effects out) {
    long through = Math.max(requiredOfAll, required.getOrDefault(origin, 0L));
    whenDurable(through, new Effect.SendTo(origin, ack), out);
  }

  /** An operation from elsewhere is applied to a collection, or was there before. */
  void applying(Replica replica) {
    unattributed |= replica.durable();
  }

  /** The operations applied last were of that origin. */
  void attribute(Member origin) {
    if (unattributed) {
      unattributed = false;
      required.put(origin, number);
    }
  }

  /** Operations of any origin may have come without their numbers. */
  void touchedByAll() {
    requiredOfAll = number;
  }

  /** Forgets origins that are gone. */
  void retain(Collection<Member> origins) {
    required.keySet().retainAll(origins);
  }

  /** Whether a change of the collection must not be made now. */
  boolean refuses(Replica replica) {
    return replica.durable() && !(journal instanceof JournalState.Accepting);
  }

  /** Whether a change from elsewhere must wait; after a failure it is taken, but not kept. */
  boolean defers(Replica replica) {
    return replica.durable() && journal instanceof JournalState.Behind;
  }

  /** Why a change of the collection is refused. */
  DsmException.Unavailable refusal(CollectionAddress collection) {
    String what = "durable collection " + collection + " was not changed: ";
    return switch (journal) {
      case JournalState.Accepting() -> throw new IllegalStateException("nothing to refuse");
      case JournalState.Behind() ->
          new DsmException.Overloaded(
              DsmException.Overloaded.Queue.JOURNAL,
              what
                  + "more waits to be written to the journal than the disk can take; try again"
                  + " later");
      case JournalState.Failed(String why) -> new DsmException.Unavailable(what + why);
    };
  }

  void changed(JournalState now) {
    if (!(journal instanceof JournalState.Failed)) {
      journal = now;
    }
  }

  private static void whenDurable(long number, Effect effect, Effects out) {
    out.add(number == 0 ? effect : new Effect.WhenDurable(number, effect));
  }
}
