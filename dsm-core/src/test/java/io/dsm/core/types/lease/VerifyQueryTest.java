// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.lease.FencingToken;
import io.dsm.lease.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyQueryTest {

  private final LeaseScript leases = new LeaseScript();

  private LeaseAnswer ask(LeaseQuery query) {
    LeaseQuery received = LeaseQueryCodec.query(LeaseQueryCodec.encode(query));
    LeaseAnswer answer =
        new LeaseQueries(leases.state, (key, grant) -> 42, (key, grant) -> 0).answer(received);
    assertThat(LeaseQueryCodec.answer(LeaseQueryCodec.encode(answer))).isEqualTo(answer);
    return answer;
  }

  private VerifyResult verify(long token) {
    return ((LeaseAnswer.Verified) ask(new LeaseQuery.Verify(claim("k", token)))).result();
  }

  @Test
  void aTokenIsCurrentThenEndedThenStale() {
    assertThat(verify(1)).isEqualTo(new VerifyResult.Unknown());
    leases.acquire(ANN, "k");
    assertThat(verify(1)).isEqualTo(new VerifyResult.Current());
    assertThat(verify(2)).isEqualTo(new VerifyResult.Unknown());
    leases.release(ANN, "k", 1);
    assertThat(verify(1)).isEqualTo(new VerifyResult.Ended());
    leases.acquire(BOB, "k");
    assertThat(verify(1)).isEqualTo(new VerifyResult.Stale(FencingToken.of(2)));
  }

  @Test
  void pagesTogetherShowEveryOwnedKeyOnce() {
    for (int i = 0; i < 300; i++) {
      leases.acquire(ANN, "key-%04d".formatted(i));
    }
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    boolean more = true;
    int pages = 0;
    while (more) {
      var page = (LeaseAnswer.Owned) ask(new LeaseQuery.Page(LeaseScript.SHARDS, after));
      page.entries().forEach(entry -> seen.add(entry.key().key()));
      after = Optional.of(seen.getLast());
      more = page.more();
      pages++;
    }
    assertThat(seen).hasSize(300).isSorted().doesNotHaveDuplicates();
    assertThat(pages).isGreaterThan(1);
  }

  @Test
  void onlyTransferredLeasesOfTheMemberAreListedAsTransferred() {
    leases.acquire(ANN, "a");
    leases.acquire(BOB, "b");
    leases.when(new LeaseCommand.Transfer(claim("a", 1), ANN, BOB));

    var listed = (LeaseAnswer.Owned) ask(new LeaseQuery.TransferredTo(BOB));

    assertThat(listed.entries()).extracting(entry -> entry.key().key()).containsExactly("a");
    assertThat(listed.entries().getFirst().remainingNanos()).isEqualTo(42);
  }
}
