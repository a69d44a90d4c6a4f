// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final Sessions sessions = new Sessions();
  private int applied;

  private Verdict apply(String node, long incarnation, long number, long settled) {
    Member member = new Member(NodeId.of(node), new Incarnation(incarnation));
    return sessions.once(
        new Envelope.OfSession(member, number, settled, new byte[0]),
        () -> Optional.of(new byte[] {(byte) ++applied}));
  }

  @Test
  void aRepeatedCommandIsAnsweredAndNotAppliedAgain() {
    var first = (Verdict.Applied) apply("a", 1, 1, 0);
    var second = (Verdict.Applied) apply("a", 1, 1, 0);

    assertThat(second.outcome()).isEqualTo(first.outcome());
    assertThat(applied).isEqualTo(1);
  }

  @Test
  void commandsMayComeInAnyOrder() {
    apply("a", 1, 5, 0);
    assertThat(apply("a", 1, 2, 0)).isInstanceOf(Verdict.Applied.class);
    assertThat(applied).isEqualTo(2);
  }

  @Test
  void aSettledCommandThatComesLateIsForgotten() {
    apply("a", 1, 5, 4);
    assertThat(apply("a", 1, 3, 2)).isEqualTo(new Verdict.Forgotten());
    assertThat(applied).isEqualTo(1);
  }

  @Test
  void anEarlierLifeIsOver() {
    apply("a", 2, 1, 0);
    assertThat(apply("a", 1, 7, 0)).isEqualTo(new Verdict.SessionEnded());
    assertThat(apply("a", 2, 2, 0)).isInstanceOf(Verdict.Applied.class);
  }

  @Test
  void afterItsEndASessionAppliesNothing() {
    apply("a", 1, 1, 0);
    sessions.end(new Member(NodeId.of("a"), new Incarnation(1)));
    assertThat(apply("a", 1, 2, 0)).isEqualTo(new Verdict.SessionEnded());
    assertThat(apply("a", 2, 1, 0)).isInstanceOf(Verdict.Applied.class);
  }

  @Test
  void memoryIsBoundedPerSessionAndInNodes() {
    for (int i = 1; i <= Sessions.OUTCOMES + 10; i++) {
      apply("a", 1, i, 0);
    }
    assertThat(apply("a", 1, 10, 0)).isEqualTo(new Verdict.Forgotten());
    for (int i = 0; i <= Sessions.NODES; i++) {
      apply("n" + i, 1, 1, 0);
    }
    int before = applied;
    assertThat(apply("n" + Sessions.NODES, 1, 1, 0)).isInstanceOf(Verdict.Applied.class);
    assertThat(applied).isEqualTo(before);
  }

  @Test
  void restoredSessionsRememberTheSame() {
    apply("a", 1, 3, 2);
    apply("b", 4, 1, 0);
    Sessions restored = Sessions.of(sessions.chunks());
    assertThat(restored.chunks()).usingRecursiveComparison().isEqualTo(sessions.chunks());
  }
}
