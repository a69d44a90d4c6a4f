// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.register.Version;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One write of a register as it travels and as it is stored.
 *
 * @param value the encoded value, never changed by anyone; null for a tombstone
 * @param expiresAtMillis wall time at which the value ends; {@link #NEVER} if it does not
 */
public record RegisterRecord(Version version, byte @Nullable [] value, long expiresAtMillis) {

  /** No expiry. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int HAS_VALUE = 1;
  private static final int HAS_EXPIRY = 2;

  /** A value that stays until overwritten or removed. */
  public static RegisterRecord of(Version version, byte[] value) {
    return new RegisterRecord(version, value, NEVER);
  }

  /** A value that ends at {@code expiresAtMillis}. */
  public static RegisterRecord expiring(Version version, byte[] value, long expiresAtMillis) {
    return new RegisterRecord(version, value, expiresAtMillis);
  }

  /** A removal. */
  public static RegisterRecord tombstone(Version version) {
    return new RegisterRecord(version, null, NEVER);
  }

  public boolean isTombstone() {
    return value == null;
  }

  /** Appends value and expiry; the version travels apart because messages share its origin. */
  public void writeBody(ByteWriter out) {
    boolean expires = expiresAtMillis != NEVER;
    out.writeByte((value == null ? 0 : HAS_VALUE) | (expires ? HAS_EXPIRY : 0));
    if (expires) {
      out.writeZigZag(expiresAtMillis);
    }
    if (value != null) {
      out.writeBytes(value);
    }
  }

  /** Reads what {@link #writeBody} wrote. */
  public static RegisterRecord readBody(ByteReader in, Version version, int maxValueBytes) {
    int flags = in.readUnsignedByte();
    if (flags > (HAS_VALUE | HAS_EXPIRY)) {
      throw new io.dsm.core.codec.MalformedBytes("no register record: flags " + flags);
    }
    long expiresAt = (flags & HAS_EXPIRY) != 0 ? in.readZigZag() : NEVER;
    byte[] value = (flags & HAS_VALUE) != 0 ? in.readBytes(maxValueBytes) : null;
    return new RegisterRecord(version, value, expiresAt);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegisterRecord that
        && version.equals(that.version)
        && expiresAtMillis == that.expiresAtMillis
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return version.hashCode();
  }

  @Override
  public String toString() {
    return (value == null ? "tombstone " : value.length + " bytes ")
        + version
        + (expiresAtMillis == NEVER ? "" : " until " + expiresAtMillis);
  }
}
