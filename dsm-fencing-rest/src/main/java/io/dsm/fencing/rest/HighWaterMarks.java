// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

import io.dsm.DsmException;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingGuard;
import io.dsm.lease.FencingToken;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the greatest token of each resource in the memory of this process: right for a resource
 * that lives in this memory, too. Several processes, or one that restarts, need a guard that keeps
 * tokens beside the data, such as the one for JDBC. Bounded: when it is full, new resources are
 * refused as {@link DsmException.Unavailable}, because forgetting a token would let an old holder
 * in. Thread-safe; nothing blocks.
 */
public final class HighWaterMarks implements FencingGuard<Object, IOException> {

  private static final int RESOURCES = 100_000;

  private final Map<String, Long> greatest = new ConcurrentHashMap<>();
  private final int bound;

  private HighWaterMarks(int bound) {
    this.bound = bound;
  }

  /** Marks of up to 100,000 resources. */
  public static HighWaterMarks create() {
    return ofAtMost(RESOURCES);
  }

  /** Marks of so many resources at most. */
  public static HighWaterMarks ofAtMost(int resources) {
    return new HighWaterMarks(resources);
  }

  @Override
  public Admission admit(Object target, String resource, FencingToken token) {
    if (!greatest.containsKey(resource) && greatest.size() >= bound) {
      throw new DsmException.Unavailable(
          "%d resources are fenced here, which is the bound; a request for another was refused; name"
                  .formatted(bound)
              + " fewer resources, or keep the tokens beside the data");
    }
    long mark = greatest.merge(resource, token.value(), Math::max);
    return mark == token.value()
        ? new Admission.Admitted()
        : new Admission.Refused(FencingToken.of(mark));
  }
}
