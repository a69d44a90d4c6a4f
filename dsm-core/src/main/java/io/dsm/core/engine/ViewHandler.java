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

  private final EngineState state;
  private final Repairer repairer;
  private final Contents contents;

  ViewHandler(EngineState state, Repairer repairer, Contents contents) {
    this.state = state;
    this.repairer = repairer;
    this.contents = contents;
  }

  @Override
  public void handle(Event.ViewChanged event, Moment now, Effects out) {
    int before = state.view.members().size();
    state.view = event.view();
    forgetGone(out);
    List<Member> fresh = greetNew(out);
    if (before != event.view().members().size()) {
      out.observe(new ProbeEvent.ClusterSizeChanged(event.view().members().size()));
    }
    if (state.peers.isEmpty()) {
      state.catchUp.alone();
    } else if (!state.catchUp.isDone()) {
      Member helper = state.catchUp.next(state.peers.keySet());
      Peer peer = state.peers.get(helper);
      if (peer != null) {
        repairer.ask(helper, peer, true, now, out);
      }
    } else if (!fresh.isEmpty() || event.merged()) {
      out.add(new Effect.Broadcast(new Message.Digest(state.history.root(), contents.root())));
    }
  }

  private void forgetGone(Effects out) {
    for (Member member : List.copyOf(state.peers.keySet())) {
      if (!state.view.members().contains(member)) {
        state.peers.remove(member);
        if (!state.departing.remove(member)) {
          out.observe(new ProbeEvent.PartitionSuspected(member));
        }
      }
    }
    state.departing.retainAll(state.view.members());
    state.snapshots.retain(state.peers::containsKey);
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
