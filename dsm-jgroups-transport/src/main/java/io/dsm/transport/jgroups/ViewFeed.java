// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.spi.membership.MembershipFeed;
import io.dsm.spi.membership.MembershipListener;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the views of a channel and hands them on, one at a time. The numbers are this node's own.
 * Views are hints: an isolated or paused node keeps a stale one for seconds, and those of two nodes
 * may contradict each other.
 */
final class ViewFeed implements MembershipFeed {

  private static final System.Logger LOG = System.getLogger(ViewFeed.class.getName());

  private final CountDownLatch first = new CountDownLatch(1);
  private @Nullable MembershipListener listener;
  private long number;

  @Override
  public synchronized void subscribe(MembershipListener listener) {
    if (this.listener != null) {
      throw new IllegalStateException(
          "views have a listener already; a second one would miss views; subscribe once");
    }
    this.listener = listener;
  }

  /** Hands a view on. Never throws. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  synchronized void publish(Collection<Member> members, boolean merged) {
    number++;
    MembershipListener target = listener;
    if (target != null) {
      try {
        target.viewChanged(new ClusterView(number, List.copyOf(members)), merged);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "view " + number + " was refused by its listener", e);
      }
    }
    first.countDown();
  }

  /** Waits for the first view to be handed on; false if it did not come in time. */
  boolean awaitFirst(long millis) throws InterruptedException {
    return first.await(millis, TimeUnit.MILLISECONDS);
  }
}
