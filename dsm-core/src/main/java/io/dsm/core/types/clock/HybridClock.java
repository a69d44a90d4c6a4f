// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

import io.dsm.cluster.Member;
import io.dsm.register.Version;

/**
 * A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): stamps close to wall
 * time that never fall, whatever the wall clock does, and are above every stamp observed.
 *
 * <p>Owned by one thread. Its whole state is the last stamp and the ceiling.
 */
public final class HybridClock {
  private final Member self;
  private final Settings settings;
  private final Ceiling ceiling;
  private Version last;
  private long reservedMillis;

  /**
   * A clock whose first stamp is above everything the node issued in an earlier life.
   *
   * @param floor the ceiling the earlier life made durable; {@link Floor#NONE} for a first life
   */
  public HybridClock(Member self, Floor floor, Settings settings, Ceiling ceiling) {
    this.self = self;
    this.settings = settings;
    this.ceiling = ceiling;
    // An earlier life may have used any counter of its last millisecond: begin above all of them.
    this.last = new Version(floor.epoch(), floor.physicalMillis(), Integer.MAX_VALUE, self);
    this.reservedMillis = floor.physicalMillis();
  }

  /** A clock of a node that keeps nothing across restarts. */
  public static HybridClock inMemory(Member self, long maxOffsetMillis) {
    return new HybridClock(self, Floor.NONE, new Settings(maxOffsetMillis, 0), (e, p) -> {});
  }

  /** A stamp above every earlier stamp of this clock and every stamp it accepted. */
  public Version next(long wallMillis) {
    last = stampAfter(last, wallMillis);
    if (last.physicalMillis() > reservedMillis) {
      reserve();
    }
    return last;
  }

  /** From now on every stamp is after that time: of the wall clock, or where it has fallen back. */
  public long pass(long wallMillis) {
    if (wallMillis > last.physicalMillis()) {
      last = new Version(last.epoch(), wallMillis, 0, self);
    }
    // Further stamps may share its last millisecond.
    return last.physicalMillis() - 1;
  }

  /** Takes note of the stamp of another node. */
  public Observation observe(Version remote, long wallMillis) {
    long ahead = remote.physicalMillis() - wallMillis;
    if (ahead > settings.maxOffsetMillis()) {
      return new Observation.TooFarAhead(ahead);
    }
    if (remote.compareTo(last) > 0) {
      last = remote;
    }
    return Observation.Accepted.INSTANCE;
  }

  /**
   * Begins above a stamp that this node had accepted or issued in an earlier life, wherever the
   * wall clock is now.
   */
  public void recover(Version kept) {
    if (kept.compareTo(last) > 0) {
      last = kept;
    }
  }

  /** Raises the epoch of all further stamps; ignored if they have that epoch or a greater one. */
  public void raiseEpoch(int epoch) {
    if (epoch > last.epoch()) {
      last = new Version(epoch, last.physicalMillis(), last.counter(), self);
      reserve();
    }
  }

  /** The greatest stamp issued or accepted. */
  public Version last() {
    return last;
  }

  /** How far the clock runs ahead of the wall clock: above the maximum offset, peers refuse it. */
  public long aheadMillis(long wallMillis) {
    return Math.max(0, last.physicalMillis() - wallMillis);
  }

  private Version stampAfter(Version before, long wallMillis) {
    if (wallMillis > before.physicalMillis()) {
      return new Version(before.epoch(), wallMillis, 0, self);
    }
    return before.counter() == Integer.MAX_VALUE
        ? new Version(before.epoch(), before.physicalMillis() + 1, 0, self)
        : new Version(before.epoch(), before.physicalMillis(), before.counter() + 1, self);
  }

  private void reserve() {
    long upTo = last.physicalMillis() + settings.reserveMillis();
    ceiling.reserve(last.epoch(), upTo);
    reservedMillis = upTo;
  }

  /**
   * How a clock behaves.
   *
   * @param maxOffsetMillis stamps further ahead of the wall clock are refused
   * @param reserveMillis how far ahead of use the ceiling is made durable. A restarted clock begins
   *     that far ahead of wall time at most, so keep it well below the maximum offset
   */
  public record Settings(long maxOffsetMillis, long reserveMillis) {
    public Settings {
      if (maxOffsetMillis < 0 || reserveMillis < 0) {
        throw new IllegalArgumentException(
            "clock offsets must not be negative: " + maxOffsetMillis + ", " + reserveMillis);
      }
    }
  }

  /** What no stamp of an earlier life exceeds. */
  public record Floor(int epoch, long physicalMillis) {
    public static final Floor NONE = new Floor(0, 0);
  }

  /** Makes durable how far stamps may go. */
  @FunctionalInterface
  public interface Ceiling {
    /** Returns when durable: only then may stamps of that epoch up to that millisecond be used. */
    void reserve(int epoch, long physicalMillis);
  }
}
