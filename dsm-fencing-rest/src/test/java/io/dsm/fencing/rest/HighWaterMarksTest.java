// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import org.junit.jupiter.api.Test;

class HighWaterMarksTest {

  private static final FencingToken OLD = FencingToken.of(7);
  private static final FencingToken NEW = FencingToken.of(8);

  private final HighWaterMarks marks = HighWaterMarks.ofAtMost(2);

  private Admission admit(String resource, FencingToken token) {
    return marks.admit(this, resource, token);
  }

  @Test
  void theHolderOfTheGreatestTokenMayComeAsOftenAsItLikes() {
    assertThat(admit("report", OLD)).isEqualTo(new Admission.Admitted());
    assertThat(admit("report", OLD)).isEqualTo(new Admission.Admitted());
    assertThat(admit("report", NEW)).isEqualTo(new Admission.Admitted());
  }

  @Test
  void whoHasBeenOvertakenIsRefusedAndToldByWhom() {
    admit("report", NEW);
    assertThat(admit("report", OLD)).isEqualTo(new Admission.Refused(NEW));
  }

  @Test
  void resourcesDoNotFenceEachOther() {
    admit("report", NEW);
    assertThat(admit("invoice", OLD)).isEqualTo(new Admission.Admitted());
  }

  @Test
  void whenFullItForgetsNoTokenAndTakesNoMore() {
    admit("report", NEW);
    admit("invoice", NEW);
    assertThatThrownBy(() -> admit("ledger", NEW))
        .isInstanceOf(DsmException.Unavailable.class)
        .hasMessageContaining("2 resources");
    assertThat(admit("report", OLD)).isEqualTo(new Admission.Refused(NEW));
  }
}
