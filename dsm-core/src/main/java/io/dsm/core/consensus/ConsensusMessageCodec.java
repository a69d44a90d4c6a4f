// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import io.dsm.core.access.lease.OfferReply;
import io.dsm.core.consensus.ConsensusMessage.ForwardCommand;
import io.dsm.core.consensus.ConsensusMessage.ForwardQuery;
import io.dsm.core.consensus.ConsensusMessage.LogFrame;
import io.dsm.core.consensus.ConsensusMessage.NotDone;
import io.dsm.core.consensus.ConsensusMessage.Offer;
import io.dsm.core.consensus.ConsensusMessage.OfferAnswer;
import io.dsm.core.consensus.ConsensusMessage.RefTold;
import io.dsm.core.consensus.ConsensusMessage.Reply;
import io.dsm.core.consensus.ConsensusMessage.Revoked;
import io.dsm.core.consensus.ConsensusMessage.TransferredToYou;
import io.dsm.core.consensus.ConsensusMessage.Uncertain;
import io.dsm.core.consensus.ConsensusMessage.VotersAsk;
import io.dsm.core.consensus.ConsensusMessage.VotersPropose;
import io.dsm.core.consensus.ConsensusMessage.VotersTell;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.ref.RefChanged;
import java.util.Optional;

/** Binary form of the messages: version, tag, fields. */
final class ConsensusMessageCodec {

  private static final int VERSION = 1;
  private static final int PAYLOAD_BYTES = 256 * 1024;
  private static final int REASON_BYTES = 4 * 1024;

  private ConsensusMessageCodec() {}

  static byte[] encode(ConsensusMessage message) {
    ByteSink sink = new ByteSink(capacity(message)).byteOf(VERSION);
    switch (message) {
      case LogFrame(var payload) -> sink.byteOf(1).raw(payload);
      case ForwardCommand(var attempt, var command, var settled, var payload) ->
          sink.byteOf(2).longOf(attempt).longOf(command).longOf(settled).blob(payload);
      case ForwardQuery(var attempt, var payload) -> sink.byteOf(3).longOf(attempt).blob(payload);
      case Reply(var attempt, var payload) -> sink.byteOf(4).longOf(attempt).blob(payload);
      case NotDone(var attempt, var leader, var reason) ->
          sink.byteOf(5)
              .longOf(attempt)
              .each(leader.stream().toList(), node -> sink.text(node.value()))
              .text(brief(reason));
      case Uncertain(var attempt, var reason) -> sink.byteOf(6).longOf(attempt).text(brief(reason));
      case TransferredToYou(var key, var grant, var consent) -> {
        key.writeTo(sink.byteOf(7));
        grant.writeTo(sink);
        sink.longOf(consent);
      }
      case Revoked(var claim) -> claim.writeTo(sink.byteOf(8));
      case Offer(var attempt, var key) -> key.writeTo(sink.byteOf(9).longOf(attempt));
      case OfferAnswer(var attempt, OfferReply.Agreed(var consent)) ->
          sink.byteOf(10).longOf(attempt).byteOf(1).longOf(consent);
      case OfferAnswer(var attempt, OfferReply.Refused(var reason)) ->
          sink.byteOf(10).longOf(attempt).byteOf(0).text(brief(reason));
      case VotersAsk() -> sink.byteOf(11);
      case VotersPropose(var voters) -> CharterCodec.writeNodes(sink.byteOf(12), voters);
      case VotersTell(var memory, var wish, var accepted, var charter) -> {
        CharterCodec.writeWish(sink.byteOf(13).longOf(memory), wish);
        CharterCodec.writeNodes(sink, accepted)
            .each(charter.stream().toList(), known -> CharterCodec.writeCharter(sink, known));
      }
      case RefTold(var change) -> change.writeTo(sink.byteOf(14));
    }
    return sink.toBytes();
  }

  private static int capacity(ConsensusMessage message) {
    int fields = 64;
    return switch (message) {
      case LogFrame(var payload) -> fields + payload.length;
      case ForwardCommand forward -> fields + forward.payload().length;
      case ForwardQuery forward -> fields + forward.payload().length;
      case Reply reply -> fields + reply.payload().length;
      case NotDone _,
          Uncertain _,
          TransferredToYou _,
          Revoked _,
          Offer _,
          OfferAnswer _,
          VotersAsk _,
          VotersPropose _,
          VotersTell _,
          RefTold _ ->
          2 * fields;
    };
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded message. */
  static ConsensusMessage decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    return ByteSource.decoding(() -> source.end(decode(source)));
  }

  private static ConsensusMessage decode(ByteSource source) {
    int version = source.byteOf();
    if (version != VERSION) {
      throw new IllegalArgumentException("unknown version " + version + " of a message");
    }
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new LogFrame(source.rest());
      case 2 ->
          new ForwardCommand(
              source.longOf(), source.longOf(), source.longOf(), source.blob(PAYLOAD_BYTES));
      case 3 -> new ForwardQuery(source.longOf(), source.blob(PAYLOAD_BYTES));
      case 4 -> new Reply(source.longOf(), source.blob(PAYLOAD_BYTES));
      case 5 -> new NotDone(source.longOf(), leader(source), source.text(REASON_BYTES));
      case 6 -> new Uncertain(source.longOf(), source.text(REASON_BYTES));
      case 7 ->
          new TransferredToYou(
              LeaseKey.readFrom(source), LeaseGrant.readFrom(source), source.longOf());
      case 8 -> new Revoked(LeaseClaim.readFrom(source));
      case 9 -> new Offer(source.longOf(), LeaseKey.readFrom(source));
      case 10 -> new OfferAnswer(source.longOf(), reply(source));
      case 11 -> new VotersAsk();
      case 12 -> new VotersPropose(CharterCodec.readNodes(source));
      case 13 ->
          new VotersTell(
              memory(source),
              CharterCodec.readWish(source),
              CharterCodec.readNodes(source),
              source.each(1, () -> CharterCodec.readCharter(source)).stream().findFirst());
      case 14 -> new RefTold(RefChanged.readFrom(source));
      default -> throw new IllegalArgumentException("unknown message " + tag);
    };
  }

  private static Optional<NodeId> leader(ByteSource source) {
    return source.each(1, () -> NodeId.of(source.text(64))).stream().findFirst();
  }

  private static OfferReply reply(ByteSource source) {
    int agreed = source.byteOf();
    return switch (agreed) {
      case 0 -> new OfferReply.Refused(source.text(REASON_BYTES));
      case 1 -> new OfferReply.Agreed(source.longOf());
      default -> throw new IllegalArgumentException("unknown reply " + agreed + " to an offer");
    };
  }

  private static long memory(ByteSource source) {
    long memory = source.longOf();
    if (memory < 0) {
      throw new IllegalArgumentException("number of a memory over 63 bits");
    }
    return memory;
  }

  private static String brief(String reason) {
    return reason.length() > 1_000 ? reason.substring(0, 1_000) : reason;
  }
}
