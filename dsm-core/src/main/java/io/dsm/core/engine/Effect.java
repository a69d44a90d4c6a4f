// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;
import io.dsm.spi.probe.ProbeEvent;

/**
 * Everything the eventual tier does to the world. The effect runner of the runtime carries effects
 * out in order, in the step that caused them; what is said here of others happens later.
 */
public sealed interface Effect {

  /**
   * Tell all peers of an operation of this node. The outbound publisher packs it into a frame with
   * its neighbours and broadcasts that; best effort.
   *
   * @param acknowledge whether somebody waits for acknowledgements
   */
  record Replicate(long number, Operation operation, boolean acknowledge) implements Effect {}

  /** Send a message to one peer. The outbound publisher does; best effort. */
  record SendTo(Member target, Message message) implements Effect {}

  /** Send a message to all peers. The outbound publisher does; best effort. */
  record Broadcast(Message message) implements Effect {}

  /**
   * Tell watchers that a key was written. The watch hub of the collection queues it; watchers run
   * on a thread of their own.
   *
   * @param content the cell of a register; the key again for a CRDT, whose handle is live
   */
  record PublishUpdate(CollectionAddress collection, String key, Object content)
      implements Effect {}

  /** Tell watchers that a key was removed or has ended. As above. */
  record PublishRemoval(CollectionAddress collection, String key) implements Effect {}

  /**
   * Write a change of a durable collection to the journal. Nobody waits here: the record is synced
   * soon, or at once if a {@link WhenDurable} asks for it.
   *
   * @param number counts these effects from 1, without a gap
   */
  record Persist(long number, Operation operation) implements Effect {}

  /**
   * Do that when everything persisted up to a number is durable; if the journal fails before, tell
   * the caller that nobody knows, and drop everything else. The journal's executor does it.
   *
   * @param then a {@link CompleteCaller}, {@link SendTo} or {@link Feed}
   */
  record WhenDurable(long number, Effect then) implements Effect {}

  /** Feed an event back at once. */
  record Feed(Event event) implements Effect {}

  /** Answer a caller. The runner wakes its thread or completes its stage on a callback thread. */
  record CompleteCaller(Caller caller, Outcome outcome) implements Effect {}

  /**
   * Feed an event back after a while. The timers port does.
   *
   * @param jittered whether to spread it by up to a tenth, so that nodes do not act in step
   */
  record ArmTimer(long delayNanos, boolean jittered, Event event) implements Effect {}

  /** Show the probe what happened. The runner does, at once. */
  record Observe(ProbeEvent event) implements Effect {}

  /** Tell people. The runner logs it as a warning. */
  record Warn(String message) implements Effect {}
}
