// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.core.repair.digest.Range;
import io.dsm.core.replication.Operation;
import java.util.List;

/** About how many bytes questions and answers about ranges take, to pace them and bound queues. */
public final class RangeWeights {

  private static final int RANGE = 3;
  private static final int ITEM = 20;
  private static final int COLLECTION = 64;

  private RangeWeights() {}

  public static long of(RangeQuery query) {
    return switch (query) {
      case RangeQuery.Open open -> COLLECTION * (1L + open.only().size());
      case RangeQuery.Compare compare -> COLLECTION + (long) RANGE * compare.ranges().size();
      case RangeQuery.Fetch _ -> COLLECTION;
      case RangeQuery.Exchange exchange -> COLLECTION + (long) ITEM * exchange.items().size();
      case RangeQuery.Push push -> of(push.entries());
      case RangeQuery.Close close ->
          COLLECTION * (1L + close.collections().size() + close.known().counters().size());
    };
  }

  public static long of(RangeResult result) {
    return switch (result) {
      case RangeResult.Opened opened ->
          COLLECTION * (1L + opened.collections().size() + opened.known().counters().size());
      case RangeResult.Compared compared -> {
        long weight = 0;
        for (RangeResult.Part part : compared.parts()) {
          weight += of(part);
        }
        yield weight;
      }
      case RangeResult.Fetched fetched -> of(fetched.entries());
      case RangeResult.Exchanged exchanged ->
          of(exchanged.entries()) + 2L * exchanged.lacking().size();
      case RangeResult.Busy _, RangeResult.Pushed _, RangeResult.Closed _ -> 0;
    };
  }

  public static long of(RangeResult.Part part) {
    return switch (part) {
      case RangeResult.Sums _ -> 1 + (long) Integer.BYTES * Range.FANOUT;
      case RangeResult.Entries entries -> 1 + 2L * Integer.BYTES * entries.suffixes().length;
    };
  }

  public static long of(List<Operation> operations) {
    long weight = 0;
    for (Operation operation : operations) {
      weight += operation.weight();
    }
    return weight;
  }
}
