// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is knocked at and who is visible, under a time of our own. */
class StrangersTest {

  private static final long MILLI = 1_000_000;

  private final Address a = UUID.randomUUID();
  private final Address b = UUID.randomUUID();
  private final Address c = UUID.randomUUID();
  private final Strangers strangers = new Strangers();

  StrangersTest() {
    strangers.view(Set.of(a, b, c));
    strangers.view(Set.of(a, b));
  }

  @Test
  void aMemberIsNeverKnockedAt() {
    assertThat(strangers.heard(b, 0)).isFalse();
    assertThat(strangers.met(b, 0)).isFalse();
    assertThat(strangers.visible()).isEmpty();
  }

  @Test
  void oneThatWasNeverAMemberStaysOutside() {
    Address intruder = UUID.randomUUID();
    assertThat(strangers.heard(intruder, 0)).isFalse();
    assertThat(strangers.met(intruder, 0)).isFalse();
    assertThat(strangers.knows(intruder)).isFalse();
    assertThat(strangers.visible()).isEmpty();
  }

  @Test
  void oneThatIsHeardButDoesNotHearStaysUnseen() {
    int knocks = 0;
    for (long millis = 0; millis < 10_000; millis += 10) {
      knocks += strangers.heard(c, millis * MILLI) ? 1 : 0;
    }
    assertThat(knocks).as("twice a second").isEqualTo(20);
    assertThat(strangers.visible()).isEmpty();
  }

  @Test
  void oneThatKnocksBackIsVisibleUntilItIsSilent() {
    assertThat(strangers.met(c, 0)).isTrue();
    assertThat(strangers.met(c, 1_000 * MILLI)).as("no news").isFalse();
    assertThat(strangers.expire(2_900 * MILLI)).isFalse();
    assertThat(strangers.visible()).containsExactly(c);
    assertThat(strangers.expire(3_100 * MILLI)).isTrue();
    assertThat(strangers.visible()).isEmpty();
  }

  @Test
  void theViewTakesOver() {
    strangers.met(c, 0);
    strangers.view(Set.of(a, b, c));
    assertThat(strangers.visible()).isEmpty();
    assertThat(strangers.heard(c, 0)).isFalse();
  }

  /** However a link flaps, what is seen changes at most once in the time of patience. */
  @Test
  void aFlappingLinkChangesWhatIsVisibleRarely() {
    int changes = 0;
    for (long millis = 0; millis < 60_000; millis += 100) {
      boolean up = millis / 300 % 2 == 0;
      changes += up && strangers.met(c, millis * MILLI) ? 1 : 0;
      changes += strangers.expire(millis * MILLI) ? 1 : 0;
    }
    assertThat(changes).isEqualTo(1);
  }

  @Test
  void theLongestGoneAreForgotten() {
    List<Address> gone = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Address life = UUID.randomUUID();
      gone.add(life);
      strangers.view(Set.of(a, life));
    }
    assertThat(strangers.knows(gone.getFirst())).isFalse();
    assertThat(strangers.knows(gone.get(200))).isTrue();
  }
}
