// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.repair.digest.Range;
import io.dsm.core.repair.digest.RangeDigest;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.RangeQuery;
import io.dsm.core.transport.RangeResult;
import io.dsm.core.transport.RangeWeights;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers what another replica asks about one collection. Nothing is remembered between answers.
 */
public final class RangeAnswers {

  private final Reconcilable mine;
  private final int bytesMax;

  /**
   * @param bytesMax about what an answer may take; one entry may be more
   */
  public RangeAnswers(Reconcilable mine, int bytesMax) {
    this.mine = mine;
    this.bytesMax = bytesMax;
  }

  public RangeResult compare(RangeQuery.Compare query, long salt) {
    RangeDigest digest = mine.digest();
    List<RangeResult.Part> parts = new ArrayList<>();
    long bytes = 0;
    for (Range range : query.ranges()) {
      if (bytes >= bytesMax) {
        break;
      }
      RangeResult.Part part =
          digest.isDivided(range) ? sums(digest, range, salt) : entries(digest, range, salt);
      parts.add(part);
      bytes += RangeWeights.of(part);
    }
    return new RangeResult.Compared(parts);
  }

  private static RangeResult.Part sums(RangeDigest digest, Range range, long salt) {
    int[] sums = new int[Range.FANOUT];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Hashes.brief(digest.sum(range.child(i)), salt);
    }
    return new RangeResult.Sums(sums);
  }

  private RangeResult.Part entries(RangeDigest digest, Range range, long salt) {
    List<String> keys = new ArrayList<>();
    digest.forEach(range, keys::add);
    int[] suffixes = new int[keys.size()];
    int[] shares = new int[keys.size()];
    for (int i = 0; i < suffixes.length; i++) {
      suffixes[i] = range.suffix(Hashes.of(keys.get(i)));
      shares[i] = Hashes.brief(mine.share(keys.get(i)), salt);
    }
    return new RangeResult.Entries(suffixes, shares);
  }

  public RangeResult fetch(RangeQuery.Fetch query) {
    long through = query.range().last();
    Budget budget = new Budget();
    List<String> keys = mine.digest().inOrder(query.from(), through, budget);
    List<Operation> entries = new ArrayList<>();
    long bytes = 0;
    long before = 0;
    for (String key : keys) {
      long hash = Hashes.of(key);
      // Keys of one hash go together: the next piece begins at another hash.
      if (bytes >= bytesMax && hash != before) {
        return new RangeResult.Fetched(entries, hash);
      }
      Operation entry = mine.operation(key);
      if (entry != null) {
        entries.add(entry);
        bytes += entry.weight();
      }
      before = hash;
    }
    boolean all = !budget.reached || before == through;
    return new RangeResult.Fetched(entries, all ? 0 : before + 1);
  }

  /** Whether the keys found so far are a piece. */
  private final class Budget implements RangeDigest.Enough {
    private int weighed;
    private long bytes;
    private boolean reached;

    @Override
    public boolean isReached(List<String> keys) {
      for (; weighed < keys.size(); weighed++) {
        Operation entry = mine.operation(keys.get(weighed));
        bytes += entry == null ? 0 : entry.weight();
      }
      reached = bytes >= bytesMax;
      return reached;
    }
  }

  public RangeResult exchange(RangeQuery.Exchange query) {
    RangeDigest digest = mine.digest();
    List<Operation> entries = new ArrayList<>();
    List<Integer> lacking = new ArrayList<>();
    long bytes = 0;
    int answered = 0;
    for (RangeQuery.Item item : query.items()) {
      if (bytes >= bytesMax) {
        break;
      }
      List<String> keys = digest.keys(item.range(), item.suffix());
      int sentBefore = entries.size();
      if (answer(item, keys, entries)) {
        lacking.add(answered);
      }
      bytes += RangeWeights.of(entries.subList(sentBefore, entries.size()));
      answered++;
    }
    return new RangeResult.Exchanged(entries, answered, lacking);
  }

  /** Adds what the asker lacks; returns whether something is lacking here. */
  private boolean answer(RangeQuery.Item item, List<String> keys, List<Operation> entries) {
    Version theirs = item.version();
    Version own = keys.size() == 1 ? mine.version(keys.getFirst()) : null;
    if (theirs != null && own != null) {
      int order = own.compareTo(theirs);
      if (order > 0) {
        addAll(keys, entries);
      }
      return order < 0;
    }
    addAll(keys, entries);
    return item.held();
  }

  private void addAll(List<String> keys, List<Operation> entries) {
    for (String key : keys) {
      Operation entry = mine.operation(key);
      if (entry != null) {
        entries.add(entry);
      }
    }
  }
}
