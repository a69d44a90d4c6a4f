// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.core.types.lease.LeaseAnswer.Described;
import io.dsm.core.types.lease.LeaseAnswer.Owned;
import io.dsm.core.types.lease.LeaseAnswer.Standings;
import io.dsm.core.types.lease.LeaseAnswer.Verified;
import io.dsm.core.types.lease.LeaseQuery.Current;
import io.dsm.core.types.lease.LeaseQuery.Describe;
import io.dsm.core.types.lease.LeaseQuery.Page;
import io.dsm.core.types.lease.LeaseQuery.Standing;
import io.dsm.core.types.lease.LeaseQuery.TransferredTo;
import io.dsm.core.types.lease.LeaseQuery.Verify;
import io.dsm.lease.FencingToken;
import io.dsm.lease.VerifyResult;
import java.util.Optional;

/** Binary form of queries and answers: version, tag, fields. */
public final class LeaseQueryCodec {

  private static final int ENTRIES = 10_000;

  private LeaseQueryCodec() {}

  public static byte[] encode(LeaseQuery query) {
    ByteSink sink = new ByteSink().byteOf(LeaseCodec.VERSION);
    switch (query) {
      case Current(var key) -> key.writeTo(sink.byteOf(1));
      case Page(var collection, var after) ->
          sink.byteOf(2).address(collection).each(after.stream().toList(), sink::text);
      case Verify(var claim) -> claim.writeTo(sink.byteOf(3));
      case TransferredTo(var member) -> sink.byteOf(4).member(member);
      case Describe(var key) -> key.writeTo(sink.byteOf(5));
      case Standing(var member, var keys) ->
          sink.byteOf(6).member(member).each(keys, key -> key.writeTo(sink));
    }
    return sink.toBytes();
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded query. */
  public static LeaseQuery query(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    return ByteSource.decoding(() -> source.end(query(source)));
  }

  private static LeaseQuery query(ByteSource source) {
    LeaseCodec.version(source);
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new Current(LeaseKey.readFrom(source));
      case 2 -> new Page(source.address(), after(source));
      case 3 -> new Verify(LeaseClaim.readFrom(source));
      case 4 -> new TransferredTo(source.member());
      case 5 -> new Describe(LeaseKey.readFrom(source));
      case 6 ->
          new Standing(
              source.member(), source.each(LeaseLimits.STANDINGS, () -> LeaseKey.readFrom(source)));
      default -> throw new IllegalArgumentException("unknown lease query " + tag);
    };
  }

  private static Optional<String> after(ByteSource source) {
    return source.each(1, () -> source.text(LeaseLimits.KEY_BYTES)).stream().findFirst();
  }

  public static byte[] encode(LeaseAnswer answer) {
    ByteSink sink = new ByteSink().byteOf(LeaseCodec.VERSION);
    switch (answer) {
      case Owned(var generation, var entries, var more) ->
          sink.byteOf(1)
              .longOf(generation)
              .byteOf(more ? 1 : 0)
              .each(entries, entry -> write(sink, entry));
      case Verified(var result) -> write(sink.byteOf(2), result);
      case Standings(var stands) ->
          sink.byteOf(3).each(stands, stand -> LeaseQueryCodec.write(sink, stand));
      case Described(var entry, var heldNanos, var waiters) ->
          sink.byteOf(4)
              .each(entry.stream().toList(), one -> write(sink, one))
              .longOf(heldNanos)
              .each(waiters, sink::member);
    }
    return sink.toBytes();
  }

  private static void write(ByteSink sink, LeaseAnswer.Entry entry) {
    entry.key().writeTo(sink);
    entry.grant().writeTo(sink);
    sink.longOf(entry.remainingNanos());
  }

  private static void write(ByteSink sink, LeaseAnswer.Stand stand) {
    stand.key().writeTo(sink);
    sink.byteOf(stand.waiting() ? 1 : 0)
        .each(stand.grant().stream().toList(), grant -> grant.writeTo(sink));
  }

  private static LeaseAnswer.Stand stand(ByteSource source) {
    return new LeaseAnswer.Stand(
        LeaseKey.readFrom(source),
        source.byteOf() == 1,
        source.each(1, () -> LeaseGrant.readFrom(source)).stream().findFirst());
  }

  private static Described described(ByteSource source) {
    return new Described(
        source.each(1, () -> entry(source)).stream().findFirst(),
        source.longOf(),
        source.each(LeaseLimits.WAITERS, source::member));
  }

  private static LeaseAnswer.Entry entry(ByteSource source) {
    return new LeaseAnswer.Entry(
        LeaseKey.readFrom(source), LeaseGrant.readFrom(source), source.longOf());
  }

  private static void write(ByteSink sink, VerifyResult result) {
    switch (result) {
      case VerifyResult.Current() -> sink.byteOf(1);
      case VerifyResult.Stale(var newest) -> sink.byteOf(2).longOf(newest.value());
      case VerifyResult.Ended() -> sink.byteOf(3);
      case VerifyResult.Unknown() -> sink.byteOf(4);
    }
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded answer. */
  public static LeaseAnswer answer(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    return ByteSource.decoding(() -> source.end(answer(source)));
  }

  private static LeaseAnswer answer(ByteSource source) {
    LeaseCodec.version(source);
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> owned(source);
      case 2 -> new Verified(verifyResult(source));
      case 3 -> new Standings(source.each(LeaseLimits.STANDINGS, () -> stand(source)));
      case 4 -> described(source);
      default -> throw new IllegalArgumentException("unknown lease answer " + tag);
    };
  }

  private static Owned owned(ByteSource source) {
    long generation = source.longOf();
    boolean more = source.byteOf() == 1;
    return new Owned(generation, source.each(ENTRIES, () -> entry(source)), more);
  }

  private static VerifyResult verifyResult(ByteSource source) {
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new VerifyResult.Current();
      case 2 -> new VerifyResult.Stale(FencingToken.of(source.longOf()));
      case 3 -> new VerifyResult.Ended();
      case 4 -> new VerifyResult.Unknown();
      default -> throw new IllegalArgumentException("unknown answer to verify " + tag);
    };
  }
}
