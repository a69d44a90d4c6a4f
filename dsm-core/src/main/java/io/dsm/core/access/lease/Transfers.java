// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.lease.FencingToken;
import io.dsm.lease.TransferResult;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hands leases of one collection to other nodes: asks the target, gives the lease up here, then has
 * the voters name the target. Called under the lock of {@link LeaseNode}.
 */
final class Transfers<V> {

  private final LeaseBook<V> book;
  private final LeaseContext context;

  Transfers(LeaseBook<V> book, LeaseContext context) {
    this.book = book;
    this.context = context;
  }

  void transfer(LeaseClaim claim, NodeId target, CallPromise<TransferResult> promise) {
    LeasePorts ports = context.ports();
    Progress progress = new Progress();
    promise.onCancel(_ -> Optional.of(context.node().locked(() -> progress.givenUp(claim))));
    if (!isHeld(claim)) {
      context.callbacks().complete(promise, new TransferResult.NotHeld());
      return;
    }
    Optional<Member> member = newest(target);
    if (member.isEmpty() || target.equals(ports.self().node())) {
      String reason =
          member.isEmpty()
              ? "node " + target + " is not in the view of " + ports.self()
              : "node " + target + " is the owner itself";
      context.callbacks().complete(promise, new TransferResult.TargetUnavailable(reason));
      return;
    }
    ports
        .gateway()
        .offer(member.get(), claim.key())
        .whenComplete(
            (reply, failure) ->
                context
                    .node()
                    .locked(
                        () -> {
                          if (failure != null) {
                            unavailable(promise, String.valueOf(failure.getMessage()));
                          } else {
                            answered(reply, claim, member.get(), progress, promise);
                          }
                        }));
  }

  /** How far a transfer is. Changed under the lock of {@link LeaseNode}. */
  private static final class Progress {
    private boolean givenUp;
    private boolean handedOver;

    /** A lease that this node has given up must find its way; before that, nothing happens. */
    DsmException givenUp(LeaseClaim claim) {
      givenUp = true;
      return handedOver
          ? new DsmException.Indeterminate(
              "the transfer of lease %s was given up by its caller after this node had given up the"
                      .formatted(claim.key())
                  + " lease; it goes on, and its outcome is not told; ask who owns the key")
          : new DsmException.Unavailable(
              "the transfer of lease %s was given up by its caller before this node gave up the"
                      .formatted(claim.key())
                  + " lease; it was not transferred");
    }
  }

  private void unavailable(CompletableFuture<TransferResult> promise, String reason) {
    context.callbacks().complete(promise, new TransferResult.TargetUnavailable(reason));
  }

  private void answered(
      OfferReply reply,
      LeaseClaim claim,
      Member target,
      Progress progress,
      CompletableFuture<TransferResult> promise) {
    switch (reply) {
      case OfferReply.Refused(var reason) -> unavailable(promise, reason);
      case OfferReply.Agreed(var consent) -> {
        if (!progress.givenUp) {
          progress.handedOver = true;
          accepted(claim, target, consent, promise);
        }
      }
    }
  }

  private void accepted(
      LeaseClaim claim, Member target, long consent, CompletableFuture<TransferResult> promise) {
    HeldLease<V> lease = book.held(claim);
    if (lease == null || !lease.isValid()) {
      context.callbacks().complete(promise, new TransferResult.NotHeld());
      return;
    }
    book.release(lease);
    context
        .ports()
        .gateway()
        .submit(
            new LeaseCommand.Transfer(claim, context.ports().self(), target, consent),
            context.ports().callTimeout())
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null) {
                book.counters().failed(failure);
                context.callbacks().fail(promise, failure);
              } else {
                context.callbacks().complete(promise, result(outcome));
              }
            });
  }

  private static TransferResult result(LeaseOutcome outcome) {
    return outcome instanceof LeaseOutcome.Transferred(var token)
        ? new TransferResult.Transferred(FencingToken.of(token))
        : new TransferResult.NotHeld();
  }

  private boolean isHeld(LeaseClaim claim) {
    HeldLease<V> lease = book.held(claim);
    return lease != null && lease.isValid();
  }

  private Optional<Member> newest(NodeId node) {
    return context.ports().view().get().members().stream()
        .filter(member -> member.node().equals(node))
        .max(Comparator.naturalOrder());
  }
}
