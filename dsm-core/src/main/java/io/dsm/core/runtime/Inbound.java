// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.cluster.Member;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.engine.Event;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.MessageCodec;
import io.dsm.core.transport.Reassembly;
import io.dsm.spi.probe.Probe;
import io.dsm.spi.probe.ProbeEvent;
import io.dsm.spi.transport.FrameReceiver;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Turns frames into events, on the thread of the transport. What cannot be read is counted. */
final class Inbound implements FrameReceiver {

  private final Predicate<Event> loop;
  private final BiConsumer<Member, byte[]> consensus;
  private final Probe probe;
  private final Reassembly reassembly = new Reassembly();
  private final AtomicLong undecodable = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param loop takes an event, or refuses it when too many wait
   * @param consensus takes messages of the consensus tier
   */
  Inbound(Predicate<Event> loop, BiConsumer<Member, byte[]> consensus, Probe probe) {
    this.loop = loop;
    this.consensus = consensus;
    this.probe = probe;
  }

  @Override
  public void frameReceived(Member sender, byte[] frame) {
    try {
      byte[] whole = reassembly.accept(sender, frame);
      if (whole != null) {
        route(sender, MessageCodec.decode(whole));
      }
    } catch (MalformedBytes e) {
      undecodable.incrementAndGet();
      drop(sender, "unreadable: " + e.getMessage());
    }
  }

  /** Frames that could not be read. */
  long undecodable() {
    return undecodable.get();
  }

  /** Frames that were left to repair because too many waited. */
  long dropped() {
    return dropped.get();
  }

  /** Forgets what senders that are gone have left unfinished. */
  void retain(Predicate<Member> visible) {
    reassembly.retain(visible);
  }

  private void route(Member sender, Message message) {
    if (message instanceof Message.Consensus(byte[] payload)) {
      consensus.accept(sender, payload);
    } else if (!loop.test(event(sender, message))) {
      dropped.incrementAndGet();
      drop(sender, "too many frames wait to be applied");
    }
  }

  private static Event event(Member sender, Message message) {
    return switch (message) {
      case Message.Delta delta -> new Event.DeltaReceived(sender, delta);
      case Message.Digest digest -> new Event.DigestReceived(sender, digest);
      case Message.Vector vector -> new Event.VectorReceived(sender, vector);
      case Message.Fingerprints fingerprints ->
          new Event.FingerprintsReceived(sender, fingerprints);
      case Message.Ack ack -> new Event.AckReceived(sender, ack);
      case Message.Schema schema -> new Event.SchemaReceived(sender, schema);
      case Message.RepairAdvised _ -> new Event.RepairAdvised(sender);
      case Message.RangeAsk ask -> new Event.RangeAskReceived(sender, ask);
      case Message.RangeAnswer answer -> new Event.RangeAnswerReceived(sender, answer);
      case Message.KnowledgeAsk _ -> new Event.KnowledgeAsked(sender);
      case Message.Knowledge knowledge -> new Event.KnowledgeTold(sender, knowledge);
      case Message.Goodbye _ -> new Event.GoodbyeReceived(sender);
      case Message.Consensus _ -> throw new IllegalArgumentException("no event of this tier");
    };
  }

  private void drop(Member sender, String reason) {
    probe.observe(new ProbeEvent.MessageDropped(sender, reason));
  }
}
