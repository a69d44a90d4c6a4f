// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge must be able to find something. */
class NodeLedgerTest {

  private final Findings findings = new Findings();
  private final NodeLedger ledger = new NodeLedger("n1", findings);

  private void hear(String line) {
    assertThat(ledger.hear(line.split(" ", -1))).isTrue();
  }

  @Test
  void anAcknowledgedWriteMustBeThere() {
    hear("put? 1");
    hear("put! 1 100 0");
    assertThat(ledger.missing(Content.empty())).contains("register n1-1 is null");
  }

  @Test
  void anUnansweredWriteMayBeThereOrNot() {
    hear("put? 1");
    assertThat(ledger.missing(Content.empty())).isEmpty();
    Content with = Content.empty();
    with.routes().put("n1-1", 1L);
    assertThat(ledger.missing(with)).isEmpty();
  }

  @Test
  void aRemovedValueMustNotComeBack() {
    long removal = 4L * Specs.KEYS + 1;
    long value = 3L * Specs.KEYS + 1;
    hear("put? " + value);
    hear("put! " + value + " 100 0");
    hear("put? " + removal);
    hear("put! " + removal);
    assertThat(ledger.missing(Content.empty())).isEmpty();
    Content back = Content.empty();
    back.routes().put("n1-1", value);
    assertThat(ledger.missing(back)).contains("a removal");
  }

  @Test
  void aLostElementAndALostAdditionAreFound() {
    hear("add? n1");
    hear("add! n1");
    hear("tag? 7");
    hear("tag! 7");
    assertThat(ledger.missing(Content.empty())).contains("counter n1 is 0", "elements [7]");
  }

  @Test
  void stampsDotsAndLivesThatGoBackAreFound() {
    hear("ready 5");
    hear("put! 1 100 3");
    hear("put! 2 100 3");
    hear("dot! 5 2");
    hear("dot! 5 1");
    hear("ready 5");
    assertThat(findings.regressions()).isEqualTo(3);
  }

  @Test
  void aTokenThatGoesBackIsFound() {
    TokenLedger tokens = new TokenLedger(findings);
    tokens.hear("n1", "token! job 10 20 7".split(" ", -1));
    tokens.hear("n2", "token! job 15 25 8".split(" ", -1));
    assertThat(findings.none()).isTrue();
    tokens.hear("n2", "token! job 30 40 6".split(" ", -1));
    tokens.hear("n2", "token! job 50 60 8".split(" ", -1));
    assertThat(findings.regressions()).isGreaterThanOrEqualTo(2);
  }
}
