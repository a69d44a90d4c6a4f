// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import io.dsm.cluster.Member;
import io.dsm.codec.ValueCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All registers of one collection on this replica: a map that merges. {@link #value}, {@link
 * #cell}, {@link #size} and iteration are for any thread and wait-free; everything that changes it
 * belongs to the one writer.
 *
 * @param <V> type of the decoded values
 */
public final class RegisterState<V> {
  private final ConcurrentHashMap<String, RegisterCell<V>> cells = new ConcurrentHashMap<>();
  private final Map<Member, Member> origins = new HashMap<>();
  private final ValueCodec<V> codec;
  private @Nullable Member lastOrigin;
  private @Nullable Member lastInterned;
  private final DueQueue expiries;
  private final DueQueue tombstones;
  private int expiring;
  private volatile int present;
  private volatile int dead;

  public RegisterState(ValueCodec<V> codec) {
    this.codec = codec;
    this.expiries = new DueQueue(due -> isExpiryOf(due, cells.get(due.key())));
    this.tombstones = new DueQueue(due -> isTombstoneOf(due, cells.get(due.key())));
  }

  /**
   * The present value of a key; null if it is absent, over, or bytes the codec refuses.
   *
   * @param wallMillis asked only for values that expire, so that none is seen after its time even
   *     before {@link #expire} takes it away
   */
  public @Nullable V value(String key, LongSupplier wallMillis) {
    RegisterCell<V> cell = cells.get(key);
    return cell == null || isOver(cell, wallMillis) ? null : cell.value(codec);
  }

  /** The winning write of a key, a tombstone perhaps; null if none is known. */
  public @Nullable RegisterCell<V> cell(String key) {
    return cells.get(key);
  }

  /** The codec of the values. */
  public ValueCodec<V> codec() {
    return codec;
  }

  /** Number of present keys; values whose time is over count until {@link #expire} ran. */
  public int size() {
    return present;
  }

  /** Number of tombstones kept. */
  public int tombstones() {
    return dead;
  }

  /**
   * All cells, tombstones too: weakly consistent, and exact while the writer does nothing else. A
   * snapshot may be taken in pieces between other steps, because merging it is idempotent.
   */
  public Iterator<Map.Entry<String, RegisterCell<V>>> cells() {
    return cells.entrySet().iterator();
  }

  /** Applies one write, from here or from anywhere. Writer only. */
  public MergeResult<V> merge(String key, RegisterRecord record) {
    RegisterCell<V> previous = cells.get(key);
    int order = previous == null ? -1 : previous.compareTo(record.version());
    if (previous != null && order >= 0) {
      return order == 0 ? new MergeResult.Same<>(previous) : new MergeResult.Lost<>(previous);
    }
    RegisterCell<V> current =
        new RegisterCell<>(
            record.version(),
            interned(record.version().origin()),
            record.value(),
            record.expiresAtMillis());
    replace(key, current, previous);
    return new MergeResult.Won<>(current, previous);
  }

  /** When the next value ends; {@link RegisterRecord#NEVER} if none does. Writer only. */
  public long nextExpiryMillis() {
    DueQueue.Due next = expiries.peek();
    return next == null ? RegisterRecord.NEVER : next.atMillis();
  }

  /**
   * Turns values whose time is over into tombstones of the same version: not a write, for every
   * replica does the same by itself. Writer only.
   *
   * @param limit how many at most; call again if that many were returned
   * @return their keys
   */
  public List<String> expire(long wallMillis, int limit) {
    List<String> keys = new ArrayList<>();
    while (keys.size() < limit) {
      DueQueue.Due due = expiries.poll(wallMillis);
      if (due == null) {
        break;
      }
      RegisterCell<V> cell = cells.get(due.key());
      if (cell != null) {
        replace(due.key(), cell.expired(), cell);
        keys.add(due.key());
      }
    }
    return keys;
  }

  /**
   * Forgets tombstones that were dead before {@code horizonMillis}. Only when every replica has
   * passed them, or replicas absent for longer are bootstrapped anew: else they rise again. Writer
   * only.
   *
   * @param limit how many at most; call again if that many were forgotten
   * @param forgotten told of each
   * @return how many were forgotten
   */
  public int collectTombstones(
      long horizonMillis, int limit, BiConsumer<String, RegisterCell<V>> forgotten) {
    int collected = 0;
    while (collected < limit) {
      DueQueue.Due due = tombstones.poll(horizonMillis - 1);
      if (due == null) {
        break;
      }
      RegisterCell<V> cell = cells.remove(due.key());
      if (cell == null) {
        continue;
      }
      forgotten.accept(due.key(), cell);
      dead--;
      collected++;
    }
    return collected;
  }

  /** Digest of everything here: equal on replicas that merged the same writes. Any thread. */
  public byte[] digest() {
    return RegisterDigest.of(cells);
  }

  /** Entries of the time indexes, those not yet known to be obsolete too. */
  int indexed() {
    return expiries.size() + tombstones.size();
  }

  private void replace(String key, RegisterCell<V> current, @Nullable RegisterCell<V> previous) {
    cells.put(key, current);
    if (previous == null || !isPlain(previous) || !isPlain(current)) {
      if (previous != null) {
        count(previous, -1);
      }
      count(current, 1);
    }
    if (!current.isPresent()) {
      tombstones.add(key, current.deadSinceMillis(), dead);
    } else if (current.expiresAtMillis() != RegisterRecord.NEVER) {
      expiries.add(key, current.expiresAtMillis(), expiring);
    }
  }

  /** One plain value for another changes no count. */
  private static boolean isPlain(RegisterCell<?> cell) {
    return cell.isPresent() && cell.expiresAtMillis() == RegisterRecord.NEVER;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void count(RegisterCell<V> cell, int by) {
    if (!cell.isPresent()) {
      dead += by;
      return;
    }
    present += by;
    if (cell.expiresAtMillis() != RegisterRecord.NEVER) {
      expiring += by;
    }
  }

  // Members decoded from messages are equal but not the same; a million copies would cost more
  // than the stamps.
  private Member interned(Member origin) {
    if (origin != lastOrigin || lastInterned == null) {
      Member known = origins.putIfAbsent(origin, origin);
      lastOrigin = origin;
      lastInterned = known == null ? origin : known;
    }
    return lastInterned;
  }

  private static boolean isOver(RegisterCell<?> cell, LongSupplier wallMillis) {
    long end = cell.expiresAtMillis();
    return end != RegisterRecord.NEVER && end <= wallMillis.getAsLong();
  }

  private static boolean isExpiryOf(DueQueue.Due due, @Nullable RegisterCell<?> cell) {
    return cell != null && cell.isPresent() && cell.expiresAtMillis() == due.atMillis();
  }

  private static boolean isTombstoneOf(DueQueue.Due due, @Nullable RegisterCell<?> cell) {
    return cell != null && !cell.isPresent() && cell.deadSinceMillis() == due.atMillis();
  }
}
