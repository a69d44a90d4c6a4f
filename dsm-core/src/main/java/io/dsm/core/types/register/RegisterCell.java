// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import io.dsm.cluster.Member;
import io.dsm.codec.ValueCodec;
import io.dsm.register.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The winning write of one key: immutable but for the decoded value it remembers. The fields of the
 * version lie inline, because there may be a million cells and an object each would double them.
 *
 * @param <V> type of the decoded value
 */
public final class RegisterCell<V> {
  private final int epoch;
  private final int counter;
  private final long physicalMillis;
  private final long expiresAtMillis;
  private final Member origin;
  private final byte @Nullable [] bytes;

  /** Empty if the codec refuses the bytes. As it is given out, so that a read takes no memory. */
  private volatile @Nullable Optional<V> decoded;

  RegisterCell(Version version, Member origin, byte @Nullable [] bytes, long expiresAtMillis) {
    this.epoch = version.epoch();
    this.counter = version.counter();
    this.physicalMillis = version.physicalMillis();
    this.expiresAtMillis = expiresAtMillis;
    this.origin = origin;
    this.bytes = bytes;
  }

  private RegisterCell(RegisterCell<V> expired) {
    this.epoch = expired.epoch;
    this.counter = expired.counter;
    this.physicalMillis = expired.physicalMillis;
    this.expiresAtMillis = expired.expiresAtMillis;
    this.origin = expired.origin;
    this.bytes = null;
  }

  /** The version of the write; a new object each time. */
  public Version version() {
    return new Version(epoch, physicalMillis, counter, origin);
  }

  /** Whether this is a value, neither removed nor known to have expired. */
  public boolean isPresent() {
    return bytes != null;
  }

  /** Wall time at which the value ends, {@link RegisterRecord#NEVER} if it does not. */
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  /** The encoded value, not to be changed; null for a tombstone. */
  public byte @Nullable [] bytes() {
    return bytes;
  }

  /** The same as a record, to send or store. */
  public RegisterRecord record() {
    return new RegisterRecord(version(), bytes, expiresAtMillis);
  }

  /**
   * The value, decoded at the first call; empty for a tombstone and for bytes the codec refuses.
   * Any thread.
   */
  public Optional<V> read(ValueCodec<V> codec) {
    Optional<V> known = decoded;
    return known == null ? decode(codec) : known;
  }

  /** The same; null if there is none. */
  public @Nullable V value(ValueCodec<V> codec) {
    return read(codec).orElse(null);
  }

  /** Whether a read found that the codec refuses the bytes. */
  public boolean isUnreadable() {
    Optional<V> known = decoded;
    return known != null && known.isEmpty();
  }

  private Optional<V> decode(ValueCodec<V> codec) {
    if (bytes == null) {
      return Optional.empty();
    }
    Optional<V> value;
    try {
      // A codec that is not ours gets a copy: the bytes are what replicas compare.
      value = Optional.ofNullable(codec.decode(bytes.clone()));
    } catch (IllegalArgumentException e) {
      value = Optional.empty();
    }
    decoded = value;
    return value;
  }

  /** How the version of the write compares to another one. */
  public int compareTo(Version version) {
    int order = Integer.compare(epoch, version.epoch());
    if (order == 0) {
      order = Long.compare(physicalMillis, version.physicalMillis());
    }
    if (order == 0) {
      order = Integer.compare(counter, version.counter());
    }
    return order != 0 ? order : origin.compareTo(version.origin());
  }

  RegisterCell<V> expired() {
    return new RegisterCell<>(this);
  }

  /** From when on a tombstone is old: an expired value counts from its end, not from its write. */
  long deadSinceMillis() {
    return expiresAtMillis == RegisterRecord.NEVER
        ? physicalMillis
        : Math.max(physicalMillis, expiresAtMillis);
  }
}
