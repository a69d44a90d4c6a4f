// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.core.engine.Event;
import io.dsm.core.transport.Outbound;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way down, in order: leases released, callers told, what waits sent, peers left, files closed.
 * Each part is tried whatever became of the one before; all together take at most the shutdown
 * timeout and the closing of transport and files.
 */
final class Closing {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private final NodePlan plan;
  private final Ports ports;
  private final EventualTier eventual;
  private final DurablePart durables;
  private final ConsensusPart consensus;
  private final List<Outbound> outbounds;

  /** The tiers of the node. */
  record Parts(EventualTier eventual, DurablePart durables, ConsensusPart consensus) {}

  Closing(NodePlan plan, Ports ports, Parts parts, List<Outbound> outbounds) {
    this.plan = plan;
    this.ports = ports;
    this.eventual = parts.eventual();
    this.durables = parts.durables();
    this.consensus = parts.consensus();
    this.outbounds = outbounds;
  }

  void run() {
    long deadline = ports.clock().monotonicNanos() + plan.shutdownTimeout().toNanos();
    attempt("releasing leases", () -> releaseLeases(deadline));
    attempt("summing up what was added", eventual::settle);
    attempt("telling callers and peers", () -> eventual.submit(new Event.Stopping()));
    attempt("sending what waits", () -> flush(deadline));
    attempt("stopping the consensus tier", consensus::close);
    attempt("leaving the cluster", ports.connection().transport()::close);
    attempt("closing the content journal", durables::close);
    attempt("ending watches", eventual.collections()::close);
    for (AutoCloseable owned : plan.owned()) {
      attempt("closing " + owned.getClass().getSimpleName(), owned);
    }
    attempt("ending threads", ports.threads());
  }

  private void releaseLeases(long deadline) {
    consensus.releaseAll().ifPresent(stage -> await(stage, deadline));
  }

  private void await(CompletionStage<Void> stage, long deadline) {
    CompletableFuture<Void> released = stage.toCompletableFuture();
    while (!released.isDone() && inTime(deadline) && ports.threads().pause()) {
      // The pause is the wait; a simulator says at once that waiting is in vain.
    }
  }

  private void flush(long deadline) {
    for (Outbound outbound : outbounds) {
      outbound.flush();
      while (!outbound.isIdle() && inTime(deadline) && ports.threads().pause()) {
        outbound.flush();
      }
    }
  }

  private boolean inTime(long deadline) {
    return ports.clock().monotonicNanos() - deadline < 0;
  }

  private void attempt(String what, AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "stopping " + plan.self() + ": " + what + " failed; going on", e);
    }
  }
}
