// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/**
 * Sits right above the sockets and tells who is heard, whatever the message is for. The messages by
 * which JGroups looks for lost groups never come further up than its own protocols.
 */
final class Sightings extends Protocol {

  private final Consumer<Address> heard;

  Sightings(Consumer<Address> heard) {
    this.heard = heard;
  }

  @Override
  public Object up(Message message) {
    Address sender = message.getSrc();
    // First up: the protocols above learn from it how to reach the sender.
    Object answer = up_prot.up(message);
    tell(sender);
    return answer;
  }

  @Override
  public void up(MessageBatch batch) {
    Address sender = batch.sender();
    up_prot.up(batch);
    tell(sender);
  }

  private void tell(@Nullable Address sender) {
    if (sender != null) {
      heard.accept(sender);
    }
  }
}
