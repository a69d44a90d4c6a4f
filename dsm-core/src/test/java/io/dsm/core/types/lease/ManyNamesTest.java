// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import org.junit.jupiter.api.Test;

/**
 * Names that are used once leave nothing behind but a growing floor of tokens. With {@code
 * -Ddsm.lock.names=1000000} for the figure in full.
 */
class ManyNamesTest {

  private static final int NAMES = Integer.getInteger("dsm.lock.names", 60_000);

  /** More than the state remembers by name, so that the floor moves. */
  private static final int WARM = LeaseLimits.IDLE_KEYS + 10_000;

  private final LeaseState state = new LeaseState();
  private long greatest;
  private long joined;

  @Test
  void memoryReturnsAndTokensNeverGoBack() {
    use(0, WARM);
    long sizeBefore = size();
    long heapBefore = heap();
    use(WARM, WARM + NAMES);
    assertThat(size()).isLessThanOrEqualTo(sizeBefore + sizeBefore / 20);
    long heapAfter = heap();
    assertThat(use(0, 1)).as("a name used again after it was forgotten").isGreaterThan(2);
    System.out.printf(
        "names=%d heap-before=%d heap-after=%d snapshot-bytes=%d greatest-token=%d%n",
        NAMES, heapBefore, heapAfter, size(), greatest);
    assertThat(heapAfter).isLessThanOrEqualTo(heapBefore + heapBefore / 20);
  }

  /** Uses each name twice, by two members; the last token. */
  private long use(int from, int to) {
    long last = 0;
    for (int name = from; name < to; name++) {
      LeaseKey key = LeaseScript.key("lock/" + String.format("%09d", name));
      long first = token(join(key, ANN));
      join(key, BOB);
      state.apply(new LeaseCommand.Release(new LeaseClaim(key, first), ANN));
      LeaseGrant second = state.owned(LeaseScript.SHARDS).orElseThrow().grant(key.key()).get();
      assertThat(second.token()).isGreaterThan(first);
      state.apply(new LeaseCommand.Release(new LeaseClaim(key, second.token()), BOB));
      last = second.token();
      greatest = Math.max(greatest, last);
    }
    return last;
  }

  private static long token(LeaseOutcome outcome) {
    return ((LeaseOutcome.Granted) outcome).grant().token();
  }

  private LeaseOutcome join(LeaseKey key, Member member) {
    return state
        .apply(
            new LeaseCommand.Join(
                new LeaseCommand.Acquire(
                    key, member, new LeaseValue(new byte[] {7}), LeaseScript.TIMING, 0),
                ++joined))
        .outcome();
  }

  private long size() {
    return LeaseSnapshots.chunks(state).stream().mapToLong(chunk -> chunk.length).sum();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
