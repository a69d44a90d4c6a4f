// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Outcome;
import io.dsm.core.transport.Message;
import io.dsm.spi.probe.ProbeEvent;
import java.util.ArrayList;
import java.util.List;

/** Collects the effects of one step, in order. */
final class Effects {

  private final List<Effect> effects = new ArrayList<>(4);

  void add(Effect effect) {
    effects.add(effect);
  }

  void sendTo(Member target, Message message) {
    effects.add(new Effect.SendTo(target, message));
  }

  void complete(Caller caller, Outcome outcome) {
    effects.add(new Effect.CompleteCaller(caller, outcome));
  }

  void observe(ProbeEvent event) {
    effects.add(new Effect.Observe(event));
  }

  List<Effect> list() {
    return effects;
  }
}
