// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;

/**
 * One ownership of a key.
 *
 * @param owner who owns it
 * @param token of this ownership
 * @param value what the owner said about itself
 * @param timing durations it was granted for
 * @param renewals how often it was renewed
 * @param origin how it began
 */
public record LeaseGrant(
    Member owner, long token, LeaseValue value, LeaseTiming timing, long renewals, Origin origin) {

  /** How an ownership began. */
  public enum Origin {
    ACQUIRED,
    TRANSFERRED,
    /** It waited in line, and its turn came. */
    IN_TURN
  }

  boolean isOf(Member member, long claimedToken) {
    return token == claimedToken && owner.equals(member);
  }

  LeaseGrant renewed() {
    return new LeaseGrant(owner, token, value, timing, renewals + 1, origin);
  }

  /** The same ownership, asked for once more by its owner. */
  LeaseGrant reaffirmed(LeaseValue newValue, LeaseTiming newTiming) {
    LeaseTiming longer = timing.longest(newTiming);
    return new LeaseGrant(owner, token, newValue, longer, renewals + 1, Origin.ACQUIRED);
  }

  LeaseGrant transferred(Member target, long newToken) {
    return new LeaseGrant(target, newToken, value, timing, 0, Origin.TRANSFERRED);
  }

  public void writeTo(ByteSink sink) {
    sink.member(owner).longOf(token).blob(value.bytes());
    timing.writeTo(sink);
    sink.longOf(renewals).byteOf(origin.ordinal());
  }

  public static LeaseGrant readFrom(ByteSource source) {
    return new LeaseGrant(
        source.member(),
        source.longOf(),
        new LeaseValue(source.blob(LeaseLimits.VALUE_BYTES)),
        LeaseTiming.readFrom(source),
        source.longOf(),
        readOrigin(source));
  }

  private static Origin readOrigin(ByteSource source) {
    int code = source.byteOf();
    return switch (code) {
      case 0 -> Origin.ACQUIRED;
      case 1 -> Origin.TRANSFERRED;
      case 2 -> Origin.IN_TURN;
      default -> throw new IllegalArgumentException("unknown origin " + code);
    };
  }
}
