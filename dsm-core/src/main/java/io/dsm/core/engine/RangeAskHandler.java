// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.repair.RangeAnswers;
import io.dsm.core.repair.RangeSession;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.RangeQuery;
import io.dsm.core.transport.RangeResult;
import java.util.List;
import java.util.function.Function;

/** A peer makes itself equal with this node: answer its questions, take what is newer there. */
final class RangeAskHandler implements Handler<Event.RangeAskReceived> {

  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final EngineState state;
  private final Applier applier;
  private final Repairer repairer;

  RangeAskHandler(EngineState state, Applier applier, Repairer repairer) {
    this.state = state;
    this.applier = applier;
    this.repairer = repairer;
  }

  @Override
  public void handle(Event.RangeAskReceived event, Moment now, Effects out) {
    Member sender = event.sender();
    if (!state.peers.containsKey(sender)) {
      return;
    }
    Message.RangeAsk ask = event.ask();
    RangeResult result =
        isWelcome(sender, ask.query(), now)
            ? answer(sender, ask, now, out)
            : new RangeResult.Busy();
    out.sendTo(sender, new Message.RangeAnswer(ask.session(), ask.step(), result));
  }

  /** Two that ask each other would move everything twice: the lesser one asks on. */
  private boolean isWelcome(Member sender, RangeQuery query, Moment now) {
    RangeSession own = state.session;
    if (query instanceof RangeQuery.Open
        && own != null
        && own.scope().peer().equals(sender)
        && own.scope().isWhole()
        && state.self.compareTo(sender) < 0) {
      return false;
    }
    return state.served.admit(sender, now.monotonicNanos(), PATIENCE_NANOS);
  }

  private RangeResult answer(Member sender, Message.RangeAsk ask, Moment now, Effects out) {
    return switch (ask.query()) {
      case RangeQuery.Open open -> opened(open);
      case RangeQuery.Compare query ->
          about(query.tag(), answers -> answers.compare(query, ask.session()));
      case RangeQuery.Fetch query -> about(query.tag(), answers -> answers.fetch(query));
      case RangeQuery.Exchange query -> about(query.tag(), answers -> answers.exchange(query));
      case RangeQuery.Push(List<Operation> entries) -> {
        boolean refused = false;
        for (Operation entry : entries) {
          refused |= !applier.apply(sender, entry, now, out);
        }
        yield new RangeResult.Pushed(refused);
      }
      case RangeQuery.Close close -> {
        state.served.end(sender);
        if (!close.collections().isEmpty()) {
          state.catchUp.compared(sender);
          repairer.takeOver(close.known(), close.collections(), now);
        }
        yield new RangeResult.Closed();
      }
    };
  }

  private RangeResult opened(RangeQuery.Open open) {
    List<CollectionAddress> only = open.only();
    List<RangeResult.Summary> collections =
        repairer.allReplicas().stream()
            .filter(replica -> only.isEmpty() || only.contains(replica.address()))
            .map(
                replica ->
                    new RangeResult.Summary(
                        replica.tag(), replica.digest().size(), replica.digest().root()))
            .toList();
    return new RangeResult.Opened(state.history.known(), collections);
  }

  private RangeResult about(Tag tag, Function<RangeAnswers, RangeResult> answer) {
    Replica replica = state.replicas.get(tag.address());
    return replica != null && replica.tag().equals(tag)
        ? answer.apply(new RangeAnswers(replica, 4 * state.settings.frameBytes()))
        : new RangeResult.Busy();
  }
}
