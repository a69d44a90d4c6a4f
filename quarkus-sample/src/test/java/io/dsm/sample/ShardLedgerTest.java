// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.sample.ShardLedger.Claim;
import org.junit.jupiter.api.Test;

/** The checker itself finds what it is there to find. */
class ShardLedgerTest {

  private final ShardLedger ledger = new ShardLedger();

  @Test
  void ownersThatFollowOneAnotherAreFine() {
    ledger.record(new Claim("s", "a", 1, 100, 100));
    ledger.record(new Claim("s", "a", 1, 200, 200));
    ledger.record(new Claim("s", "b", 2, 300, 300));
    assertThatCode(ledger::assertOneOwnerAtATimeAndGrowingTokens).doesNotThrowAnyException();
  }

  @Test
  void anOldOwnerThatStillActsIsFound() {
    ledger.record(new Claim("s", "a", 1, 100, 100));
    ledger.record(new Claim("s", "b", 2, 200, 200));
    ledger.record(new Claim("s", "a", 1, 201, 201));
    assertThatThrownBy(ledger::assertOneOwnerAtATimeAndGrowingTokens)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void claimsWhoseTimesOverlapProveNothing() {
    ledger.record(new Claim("s", "a", 1, 100, 250));
    ledger.record(new Claim("s", "b", 2, 150, 200));
    assertThatCode(ledger::assertOneOwnerAtATimeAndGrowingTokens).doesNotThrowAnyException();
  }

  @Test
  void oneTokenOnTwoNodesIsFound() {
    ledger.record(new Claim("s", "a", 1, 100, 100));
    ledger.record(new Claim("s", "b", 1, 200, 200));
    assertThatThrownBy(ledger::assertOneOwnerAtATimeAndGrowingTokens)
        .isInstanceOf(AssertionError.class);
  }
}
