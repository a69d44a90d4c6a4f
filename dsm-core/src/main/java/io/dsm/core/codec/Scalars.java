// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types that have no parts of their own. */
final class Scalars {
  private static final Map<Class<?>, Part> PARTS = new HashMap<>();

  static {
    both(boolean.class, Boolean.class, ByteWriter::writeBoolean, ByteReader::readBoolean);
    both(byte.class, Byte.class, (out, b) -> out.writeByte(b), ByteReader::readByte);
    both(short.class, Short.class, (out, n) -> out.writeZigZag(n), in -> (short) ranged(in, 16));
    both(int.class, Integer.class, (out, n) -> out.writeZigZag(n), in -> (int) ranged(in, 32));
    both(long.class, Long.class, ByteWriter::writeZigZag, ByteReader::readZigZag);
    both(char.class, Character.class, (out, c) -> out.writeVarInt(c), Scalars::readChar);
    both(
        float.class,
        Float.class,
        (out, f) -> out.writeInt(Float.floatToIntBits(f)),
        in -> Float.intBitsToFloat(in.readInt()));
    both(
        double.class,
        Double.class,
        (out, d) -> out.writeLong(Double.doubleToLongBits(d)),
        in -> Double.longBitsToDouble(in.readLong()));
    one(String.class, ByteWriter::writeString, ByteReader::readString);
    one(byte[].class, ByteWriter::writeBytes, ByteReader::readBytes);
    one(
        UUID.class,
        (out, id) ->
            out.writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits()),
        in -> new UUID(in.readLong(), in.readLong()));
    one(
        URI.class,
        (out, uri) -> out.writeString(uri.toString()),
        in -> URI.create(in.readString()));
    one(
        InetAddress.class,
        (out, address) -> out.writeBytes(address.getAddress()),
        Scalars::readAddress);
    one(
        BigInteger.class,
        (out, number) -> out.writeBytes(number.toByteArray()),
        in -> new BigInteger(in.readBytes()));
    one(
        BigDecimal.class,
        (out, number) ->
            out.writeZigZag(number.scale()).writeBytes(number.unscaledValue().toByteArray()),
        Scalars::readDecimal);
    times();
  }

  private Scalars() {}

  /** The part of a scalar type; null for any other type. */
  static @Nullable Part of(Class<?> type) {
    return PARTS.get(type);
  }

  private static void times() {
    one(
        Instant.class,
        (out, time) -> out.writeZigZag(time.getEpochSecond()).writeVarInt(time.getNano()),
        in -> Instant.ofEpochSecond(in.readZigZag(), nanos(in)));
    one(
        Duration.class,
        (out, time) -> out.writeZigZag(time.getSeconds()).writeVarInt(time.getNano()),
        in -> Duration.ofSeconds(in.readZigZag(), nanos(in)));
    one(LocalDate.class, Scalars::writeDate, Scalars::readDate);
    one(LocalTime.class, Scalars::writeTime, Scalars::readTime);
    one(
        LocalDateTime.class,
        (out, time) -> {
          writeDate(out, time.toLocalDate());
          writeTime(out, time.toLocalTime());
        },
        in -> LocalDateTime.of(readDate(in), readTime(in)));
  }

  private static void writeDate(ByteWriter out, LocalDate date) {
    out.writeZigZag(date.toEpochDay());
  }

  private static LocalDate readDate(ByteReader in) {
    return LocalDate.ofEpochDay(in.readZigZag());
  }

  private static void writeTime(ByteWriter out, LocalTime time) {
    out.writeVarLong(time.toNanoOfDay());
  }

  private static LocalTime readTime(ByteReader in) {
    return LocalTime.ofNanoOfDay(in.readVarLong());
  }

  private static int nanos(ByteReader in) {
    int nanos = in.readVarInt();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new MalformedBytes(nanos + " nanoseconds");
    }
    return nanos;
  }

  private static long ranged(ByteReader in, int bits) {
    long value = in.readZigZag();
    if (value << (64 - bits) >> (64 - bits) != value) {
      throw new MalformedBytes(value + " does not fit into " + bits + " bits");
    }
    return value;
  }

  private static char readChar(ByteReader in) {
    int value = in.readVarInt();
    if (value < 0 || value > Character.MAX_VALUE) {
      throw new MalformedBytes(value + " is no char");
    }
    return (char) value;
  }

  private static BigDecimal readDecimal(ByteReader in) {
    int scale = (int) ranged(in, 32);
    return new BigDecimal(new BigInteger(in.readBytes()), scale);
  }

  private static InetAddress readAddress(ByteReader in) {
    try {
      return InetAddress.getByAddress(in.readBytes(16));
    } catch (UnknownHostException e) {
      throw new MalformedBytes("no internet address", e);
    }
  }

  private static <T> void both(
      Class<T> primitive,
      Class<T> boxed,
      BiConsumer<ByteWriter, T> writer,
      Function<ByteReader, T> reader) {
    one(primitive, writer, reader);
    one(boxed, writer, reader);
  }

  private static <T> void one(
      Class<T> type, BiConsumer<ByteWriter, T> writer, Function<ByteReader, T> reader) {
    PARTS.put(type, new Scalar<>(writer, reader));
  }

  private record Scalar<T>(BiConsumer<ByteWriter, T> writer, Function<ByteReader, T> reader)
      implements Part {
    @Override
    @SuppressWarnings("unchecked") // a wrong type is a ClassCastException inside the writer
    public void write(ByteWriter out, Object value, int depth) {
      writer.accept(out, (T) value);
    }

    @Override
    public Object read(ByteReader in, int depth) {
      return reader.apply(in);
    }
  }
}
