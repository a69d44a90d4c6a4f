// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import io.dsm.spi.probe.ProbeEvent;
import java.util.ArrayList;
import java.util.List;

/** Others are visible than before: forget who is gone, greet who is new, compare with everybody. */
final class ViewHandler implements Handler<Event.ViewChanged> {

  /** Members install a view one after another, some milliseconds apart, or more under load. */
  private static final List<Long> SETTLING_NANOS = List.of(50_000_000L, 350_000_000L);

  private final EngineState state;
  private final Repairer repairer;
  private final Reconciler reconciler;

  ViewHandler(EngineState state, Repairer repairer, Reconciler reconciler) {
    this.state = state;
    this.repairer = repairer;
    this.reconciler = reconciler;
  }

  @Override
  public void handle(Event.ViewChanged event, Moment now, Effects out) {
    int before = state.view.members().size();
    state.view = event.view();
    List<Member> departed = forgetGone(now, out);
    List<Member> fresh = greetNew(out);
    state.stability.visible(state.peers.keySet(), departed::contains, now.monotonicNanos());
    if (before != event.view().members().size()) {
      out.observe(new ProbeEvent.ClusterSizeChanged(event.view().members().size()));
    }
    if (state.peers.isEmpty()) {
      state.catchUp.alone();
    } else if (!state.catchUp.isDone()) {
      fresh.forEach(member -> out.sendTo(member, new Message.KnowledgeAsk()));
      state.catchUp.check(state.history.known(), state.peers.keySet());
    } else if (!fresh.isEmpty() || event.merged()) {
      out.add(new Effect.Broadcast(repairer.digest()));
    }
    if (event.merged()) {
      state.asksLeft = 1;
      SETTLING_NANOS.forEach(
          wait -> out.add(new Effect.ArmTimer(wait, false, new Event.ViewSettled())));
    }
  }

  /** What was said when the groups met may have come before its sender was seen: say it again. */
  void settled(Event.ViewSettled event, Moment now, Effects out) {
    if (!state.peers.isEmpty()) {
      state.asksLeft = 1;
      out.add(new Effect.Broadcast(repairer.digest()));
    }
  }

  /** Returns who left on purpose. */
  private List<Member> forgetGone(Moment now, Effects out) {
    List<Member> departed = new ArrayList<>();
    for (Member member : List.copyOf(state.peers.keySet())) {
      if (!state.view.members().contains(member)) {
        state.peers.remove(member);
        if (state.departing.remove(member)) {
          departed.add(member);
        } else {
          out.observe(new ProbeEvent.PartitionSuspected(member));
        }
      }
    }
    state.departing.retainAll(state.view.members());
    reconciler.retainVisible(now, out);
    return departed;
  }

  private List<Member> greetNew(Effects out) {
    List<Member> fresh = new ArrayList<>();
    for (Member member : state.view.members()) {
      if (!member.equals(state.self) && !state.peers.containsKey(member)) {
        state.peers.put(member, new Peer());
        fresh.add(member);
        out.sendTo(member, new Message.Schema(declarations()));
      }
    }
    return fresh;
  }

  private List<Declaration> declarations() {
    return repairer.allReplicas().stream().map(Replica::declaration).toList();
  }
}
