// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.repair.digest.Range;
import io.dsm.core.repair.digest.RangeDigest;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.RangeQuery;
import io.dsm.core.transport.RangeResult;
import io.dsm.register.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the comparison of one collection with a peer has come, and what to ask next. Entries come
 * before ranges and narrow ranges before wide ones, so that little is remembered at any time.
 */
final class Frontier {

  /** Ranges compared by one question: the answer is 16 kB at most. */
  private static final int RANGES_MAX = 128;

  /** Entries exchanged by one question. */
  private static final int ITEMS_MAX = 128;

  /** Fewer than that many wait for others to travel with. */
  private static final int FEW = 32;

  /**
   * An empty range is fetched at once if it is at least that wide, else compared entry by entry.
   */
  private static final int FETCH_BITS_MAX = 8;

  private final Reconcilable mine;
  private final long salt;
  private final int bytesMax;
  private final Deque<Range> ranges = new ArrayDeque<>();
  private final Deque<RangeQuery.Fetch> fetches = new ArrayDeque<>();
  private final Deque<RangeQuery.Item> items = new ArrayDeque<>();
  private final Deque<String> news = new ArrayDeque<>();

  Frontier(Reconcilable mine, long salt, int bytesMax) {
    this.mine = mine;
    this.salt = salt;
    this.bytesMax = bytesMax;
  }

  /** Compares from the top, or fetches everything where hardly anything is here. */
  void begin(int theirEntries) {
    if (mine.digest().size() >= theirEntries / 8) {
      ranges.add(Range.ALL);
    } else {
      for (int i = 0; i < Range.FANOUT; i++) {
        fetch(Range.ALL.child(i));
      }
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty() && fetches.isEmpty() && items.isEmpty() && news.isEmpty();
  }

  /**
   * The next question, null if there is none now.
   *
   * @param idle whether nothing is under way that could bring company
   */
  @Nullable RangeQuery next(boolean idle) {
    if (news.size() >= FEW) {
      return push();
    }
    if (items.size() >= FEW) {
      return exchange();
    }
    if (!fetches.isEmpty()) {
      return fetches.removeFirst();
    }
    if (!ranges.isEmpty()) {
      return new RangeQuery.Compare(mine.tag(), some(ranges, RANGES_MAX));
    }
    if (!idle || isEmpty()) {
      return null;
    }
    return items.isEmpty() ? push() : exchange();
  }

  private RangeQuery exchange() {
    return new RangeQuery.Exchange(mine.tag(), some(items, ITEMS_MAX));
  }

  private RangeQuery push() {
    List<Operation> entries = new ArrayList<>();
    long bytes = 0;
    while (bytes < bytesMax && !news.isEmpty()) {
      Operation entry = mine.operation(news.removeFirst());
      if (entry != null) {
        entries.add(entry);
        bytes += entry.weight();
      }
    }
    return new RangeQuery.Push(entries);
  }

  void compared(List<Range> asked, List<RangeResult.Part> parts) {
    for (int i = asked.size() - 1; i >= 0; i--) {
      Range range = asked.get(i);
      if (i >= parts.size()) {
        ranges.addFirst(range);
        continue;
      }
      switch (parts.get(i)) {
        case RangeResult.Sums(int[] sums) -> descend(range, sums);
        case RangeResult.Entries entries -> list(range, entries);
      }
    }
  }

  private void descend(Range range, int[] sums) {
    if (range.isNarrowest()) {
      return;
    }
    RangeDigest digest = mine.digest();
    for (int i = sums.length - 1; i >= 0; i--) {
      Range child = range.child(i);
      int own = Hashes.brief(digest.sum(child), salt);
      if (own == sums[i]) {
        continue;
      }
      if (own == 0 && child.bits() <= FETCH_BITS_MAX) {
        fetch(child);
      } else {
        ranges.addFirst(child);
      }
    }
  }

  private void fetch(Range range) {
    fetches.add(new RangeQuery.Fetch(mine.tag(), range, range.first()));
  }

  /** Finds the entries that differ. Those that share a suffix are taken together. */
  private void list(Range range, RangeResult.Entries theirs) {
    Map<Integer, Long> shares = new HashMap<>();
    for (int i = 0; i < theirs.suffixes().length; i++) {
      shares.merge(theirs.suffixes()[i], (long) theirs.shares()[i], Long::sum);
    }
    Map<Integer, List<String>> own = new HashMap<>();
    mine.digest()
        .forEach(
            range,
            key ->
                own.computeIfAbsent(range.suffix(Hashes.of(key)), _ -> new ArrayList<>(1))
                    .add(key));
    own.forEach(
        (suffix, keys) -> {
          long sum = keys.stream().mapToLong(key -> Hashes.brief(mine.share(key), salt)).sum();
          Long other = shares.remove(suffix);
          if (other == null || other != sum) {
            Version version = keys.size() == 1 ? mine.version(keys.getFirst()) : null;
            items.add(new RangeQuery.Item(range, suffix, true, version));
          }
        });
    shares.keySet().forEach(suffix -> items.add(new RangeQuery.Item(range, suffix, false, null)));
  }

  /** A piece has been applied: go on behind it, and note what the peer lacks of it. */
  void fetched(RangeQuery.Fetch asked, RangeResult.Fetched piece) {
    boolean more = piece.next() != 0 && Long.compareUnsigned(piece.next(), asked.from()) > 0;
    long through = more ? piece.next() - 1 : asked.range().last();
    if (more && asked.range().contains(piece.next())) {
      fetches.addFirst(new RangeQuery.Fetch(asked.tag(), asked.range(), piece.next()));
    }
    Map<String, Operation> theirs = byKey(piece.entries());
    for (String key : mine.digest().inOrder(asked.from(), through, keys -> false)) {
      noteIfNews(key, theirs.get(key));
    }
  }

  /** What was newer there has been applied: note what is newer here. */
  void exchanged(List<RangeQuery.Item> asked, RangeResult.Exchanged answer) {
    for (int i = answer.answered(); i < asked.size(); i++) {
      items.add(asked.get(i));
    }
    Map<String, Operation> theirs = byKey(answer.entries());
    for (int position : answer.lacking()) {
      if (position < asked.size()) {
        RangeQuery.Item item = asked.get(position);
        for (String key : mine.digest().keys(item.range(), item.suffix())) {
          noteIfNews(key, theirs.get(key));
        }
      }
    }
  }

  private void noteIfNews(String key, @Nullable Operation theirs) {
    boolean known =
        switch (theirs) {
          case null -> false;
          case Operation.Write write -> {
            Version own = mine.version(key);
            yield own == null || own.compareTo(write.record().version()) <= 0;
          }
          case Operation.Join join -> mine.share(key) == Hashes.of(key, join.delta());
        };
    if (!known) {
      news.add(key);
    }
  }

  private static Map<String, Operation> byKey(List<Operation> entries) {
    Map<String, Operation> byKey = HashMap.newHashMap(entries.size());
    entries.forEach(entry -> byKey.put(entry.key(), entry));
    return byKey;
  }

  private static <T> List<T> some(Deque<T> queue, int atMost) {
    List<T> some = new ArrayList<>();
    while (some.size() < atMost && !queue.isEmpty()) {
      some.add(queue.removeFirst());
    }
    return some;
  }
}
