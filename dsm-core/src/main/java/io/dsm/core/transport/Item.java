// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Superseded;

/** What waits in the outbound queue. */
sealed interface Item {

  /** What it counts for there, in bytes. */
  long weight();

  /** An operation of this node for all peers, to be packed with its neighbours. */
  record One(long number, Operation operation, boolean acknowledge)
      implements Item, Superseded.Waiting {

    @Override
    public long weight() {
      return operation.weight();
    }

    /** What is sent in its place when a later one makes it needless. */
    One superseded() {
      return new One(number, Superseded.OPERATION, false);
    }
  }

  /** A message to one peer. */
  record To(Member target, Message message) implements Item {
    @Override
    public long weight() {
      return MessageWeights.of(message);
    }
  }

  /** A message to all peers. */
  record All(Message message) implements Item {
    @Override
    public long weight() {
      return MessageWeights.of(message);
    }
  }
}
