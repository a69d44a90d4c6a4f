// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.access.lease.OfferReply;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.spi.time.Timers.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Questions to members whether they would take a lease over. Thread-safe. */
final class Offers {

  private static final int WAITING = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ConsensusEnvironment environment;
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  private record Waiting(Member target, CompletableFuture<OfferReply> promise, Timer timer) {}

  Offers(ConsensusEnvironment environment) {
    this.environment = environment;
  }

  CompletionStage<OfferReply> offer(Member target, LeaseKey key) {
    CompletableFuture<OfferReply> promise = new CompletableFuture<>();
    if (waiting.size() >= WAITING) {
      promise.completeExceptionally(
          new DsmException.Unavailable(
              WAITING + " offers are waiting; lease " + key + " was not offered; slow down"));
      return promise;
    }
    long number = last.incrementAndGet();
    long patience = Math.min(PATIENCE.toNanos(), environment.callTimeout().toNanos() / 2);
    Timer timer =
        environment.logPorts().timers().after(patience, () -> unanswered(number, target, key));
    waiting.put(number, new Waiting(target, promise, timer));
    environment
        .sender()
        .accept(target, ConsensusMessageCodec.encode(new ConsensusMessage.Offer(number, key)));
    return promise;
  }

  void answered(Member from, ConsensusMessage.OfferAnswer answer) {
    Waiting offer = waiting.get(answer.attempt());
    if (offer != null && offer.target().equals(from)) {
      waiting.remove(answer.attempt());
      offer.timer().cancel();
      offer.promise().complete(answer.reply());
    }
  }

  private void unanswered(long number, Member target, LeaseKey key) {
    Waiting offer = waiting.remove(number);
    if (offer != null) {
      offer
          .promise()
          .complete(new OfferReply.Refused(target + " did not answer the offer of lease " + key));
    }
  }

  void close() {
    waiting.forEach(
        (number, offer) -> {
          offer.timer().cancel();
          offer.promise().complete(new OfferReply.Refused("the node has closed"));
        });
    waiting.clear();
  }
}
