// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.core.types.crdt.laws.Site;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.FencedRegister;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import org.junit.jupiter.api.Test;

class FencedRegisterTest {

  private final Site<FencedRegister<String>> a = site("a");
  private final Site<FencedRegister<String>> b = site("b");

  @Test
  void theHolderMayWriteAsOftenAsItLikes() {
    assertThat(write(a, 7, "first")).isEqualTo(new Admission.Admitted());
    assertThat(write(a, 7, "second")).isEqualTo(new Admission.Admitted());

    assertThat(a.crdt().value()).contains("second");
    assertThat(a.crdt().token()).contains(FencingToken.of(7));
  }

  @Test
  void aHolderThatWakesUpLateIsRefusedWhereTheNextOneIsKnown() {
    write(a, 1, "of the first");
    b.merge(a);
    write(b, 2, "of the second");
    a.merge(b);

    assertThat(write(a, 1, "late")).isEqualTo(new Admission.Refused(FencingToken.of(2)));

    assertThat(a.crdt().value()).contains("of the second");
  }

  @Test
  void aWriteFromBeyondAPartitionNeverReplacesThatOfALaterHolder() {
    write(b, 2, "of the second");
    // Many writes: its clock is far ahead of the other's.
    for (int i = 0; i < 100; i++) {
      write(a, 1, "late " + i);
    }

    b.merge(a);
    a.merge(b);

    assertThat(a.crdt().value()).contains("of the second");
    assertThat(b.crdt().value()).contains("of the second");
  }

  @Test
  void aRefusedWriteIsNotSentOn() {
    write(a, 2, "kept");

    write(a, 1, "late");

    Site<FencedRegister<String>> other = site("c");
    other.apply(a.lastDelta());
    assertThat(other.crdt().value()).contains("kept");
  }

  @Test
  void aTokenThatCannotBeIsRefusedByTheReader() {
    byte[] withoutToken = {1, 0, 0, 0, 0, 1, 'a', 1, 0};

    assertThatThrownBy(() -> a.decoded(withoutToken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no fencing token");
  }

  @Test
  void aValueBeyondTheLimitIsRejected() {
    assertThatThrownBy(() -> write(a, 1, "x".repeat(70_000)))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("nothing was changed");
    assertThat(a.crdt().token()).isEmpty();
  }

  private static Admission write(Site<FencedRegister<String>> site, long token, String value) {
    return site.crdt().set(FencingToken.of(token), value);
  }

  private static Site<FencedRegister<String>> site(String name) {
    return new Site<>(name, Crdts.fencedRegister(String.class));
  }
}
