// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import io.dsm.core.types.ref.RefCommand.Expected;
import java.util.Optional;

/** Binary form of commands, outcomes, queries and answers: family, tag, fields. Canonical. */
public final class RefCodec {

  /** First byte of everything about references; leases begin with another. */
  private static final int FAMILY = 2;

  private RefCodec() {}

  /** Whether bytes are about references. */
  public static boolean isOwn(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == FAMILY;
  }

  public static byte[] encode(RefCommand command) {
    int bytes = command.value().map(RefBytes::size).orElse(0);
    ByteSink sink =
        new ByteSink(256 + bytes).byteOf(FAMILY).address(command.ref()).text(command.schema());
    switch (command.expected()) {
      case Expected.Anything() -> sink.byteOf(1);
      case Expected.Nothing() -> sink.byteOf(2);
      case Expected.Something() -> sink.byteOf(3);
      case Expected.Value(var value) -> value.writeTo(sink.byteOf(4));
      case Expected.Unchanged(var version) -> sink.byteOf(5).longOf(version);
      case Expected.NotOvertaken(var token) -> sink.byteOf(6).longOf(token);
    }
    sink.intOf(command.value().isPresent() ? 1 : 0);
    command.value().ifPresent(value -> value.writeTo(sink));
    return sink.toBytes();
  }

  /** Raises {@link IllegalArgumentException} for anything but the canonical form of a command. */
  public static RefCommand command(byte[] bytes) {
    ByteSource source = opened(bytes);
    return ByteSource.decoding(
        () ->
            source.end(
                new RefCommand(
                    source.address(),
                    source.text(RefLimits.SCHEMA_BYTES),
                    expected(source),
                    value(source))));
  }

  private static Optional<RefBytes> value(ByteSource source) {
    int count = source.intOf();
    return switch (count) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(RefBytes.readFrom(source));
      default -> throw new IllegalArgumentException(count + " values of one reference");
    };
  }

  private static Expected expected(ByteSource source) {
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new Expected.Anything();
      case 2 -> new Expected.Nothing();
      case 3 -> new Expected.Something();
      case 4 -> new Expected.Value(RefBytes.readFrom(source));
      case 5 -> new Expected.Unchanged(source.longOf());
      case 6 -> new Expected.NotOvertaken(source.longOf());
      default -> throw new IllegalArgumentException("unknown condition " + tag);
    };
  }

  public static byte[] encode(RefOutcome outcome) {
    ByteSink sink = new ByteSink().byteOf(FAMILY);
    switch (outcome) {
      case RefOutcome.Written(var version) -> sink.byteOf(1).longOf(version);
      case RefOutcome.Conflict(var present, var whole) -> {
        present.writeTo(sink.byteOf(2));
        sink.byteOf(whole ? 1 : 0);
      }
      case RefOutcome.OtherSchema(var present) -> sink.byteOf(3).text(present);
      case RefOutcome.Full(var bound) -> sink.byteOf(4).text(bound);
      case RefOutcome.Overtaken(var greatest) -> sink.byteOf(5).longOf(greatest);
    }
    return sink.toBytes();
  }

  /** Raises {@link IllegalArgumentException} for anything but the canonical form of an outcome. */
  public static RefOutcome outcome(byte[] bytes) {
    ByteSource source = opened(bytes);
    return ByteSource.decoding(() -> source.end(outcome(source)));
  }

  private static RefOutcome outcome(ByteSource source) {
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new RefOutcome.Written(source.longOf());
      case 2 -> new RefOutcome.Conflict(RefCell.readFrom(source), source.byteOf() == 1);
      case 3 -> new RefOutcome.OtherSchema(source.text(RefLimits.SCHEMA_BYTES));
      case 4 -> new RefOutcome.Full(source.text(256));
      case 5 -> new RefOutcome.Overtaken(source.longOf());
      default -> throw new IllegalArgumentException("unknown outcome " + tag + " of a write");
    };
  }

  public static byte[] encode(RefQuery query) {
    ByteSink sink = new ByteSink().byteOf(FAMILY);
    switch (query) {
      case RefQuery.Read(var ref, var schema) -> sink.byteOf(1).address(ref).text(schema);
      case RefQuery.Follow(var member, var known) ->
          sink.byteOf(2)
              .member(member)
              .each(known, one -> sink.address(one.ref()).longOf(one.version()));
    }
    return sink.toBytes();
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded query. */
  public static RefQuery query(byte[] bytes) {
    ByteSource source = opened(bytes);
    return ByteSource.decoding(() -> source.end(query(source)));
  }

  private static RefQuery query(ByteSource source) {
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new RefQuery.Read(source.address(), source.text(RefLimits.SCHEMA_BYTES));
      case 2 ->
          new RefQuery.Follow(
              source.member(),
              source.each(
                  RefLimits.FOLLOWED, () -> new RefQuery.Known(source.address(), source.longOf())));
      default -> throw new IllegalArgumentException("unknown query " + tag + " of references");
    };
  }

  public static byte[] encode(RefAnswer answer) {
    ByteSink sink = new ByteSink().byteOf(FAMILY);
    switch (answer) {
      case RefAnswer.Holds(var cell) -> cell.writeTo(sink.byteOf(1));
      case RefAnswer.OtherSchema(var present) -> sink.byteOf(2).text(present);
      case RefAnswer.Newer(var changes, var more) ->
          sink.byteOf(3).byteOf(more ? 1 : 0).each(changes, change -> change.writeTo(sink));
    }
    return sink.toBytes();
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded answer. */
  public static RefAnswer answer(byte[] bytes) {
    ByteSource source = opened(bytes);
    return ByteSource.decoding(() -> source.end(answer(source)));
  }

  private static RefAnswer answer(ByteSource source) {
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new RefAnswer.Holds(RefCell.readFrom(source));
      case 2 -> new RefAnswer.OtherSchema(source.text(RefLimits.SCHEMA_BYTES));
      case 3 -> newer(source);
      default -> throw new IllegalArgumentException("unknown answer " + tag + " of references");
    };
  }

  private static RefAnswer newer(ByteSource source) {
    boolean more = source.byteOf() == 1;
    return new RefAnswer.Newer(
        source.each(RefLimits.FOLLOWED, () -> RefChanged.readFrom(source)), more);
  }

  private static ByteSource opened(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    int family = source.byteOf();
    if (family != FAMILY) {
      throw new IllegalArgumentException("family " + family + " is not that of references");
    }
    return source;
  }
}
