// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
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

  void transfer(LeaseClaim claim, NodeId target, CompletableFuture<TransferResult> promise) {
    LeasePorts ports = context.ports();
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
                            answered(reply, claim, member.get(), promise);
                          }
                        }));
  }

  private void unavailable(CompletableFuture<TransferResult> promise, String reason) {
    context.callbacks().complete(promise, new TransferResult.TargetUnavailable(reason));
  }

  private void answered(
      OfferReply reply,
      LeaseClaim claim,
      Member target,
      CompletableFuture<TransferResult> promise) {
    switch (reply) {
      case OfferReply.Refused(var reason) -> unavailable(promise, reason);
      case OfferReply.Agreed(var consent) -> accepted(claim, target, consent, promise);
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
