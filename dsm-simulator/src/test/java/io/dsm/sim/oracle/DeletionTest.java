// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.crdt.Dot;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a removal of an element undoes depends on what the remover held, not on what it counted. */
class DeletionTest {

  private static final Member A = new Member(new NodeId("a"), new Incarnation(1));
  private static final Member B = new Member(new NodeId("b"), new Incarnation(1));

  private final Operation.Deletion deletion =
      new Operation.Deletion("s", B, 1, "e", Set.of(new Dot(A, 5)));

  @Test
  void itUndoesTheInsertionThatTheRemoverHeld() {
    assertThat(deletion.undid(insertion(A, 5, "e"))).isTrue();
  }

  @Test
  void itUndoesAnInsertionThatALaterOneOfTheSameOriginReplaced() {
    assertThat(deletion.undid(insertion(A, 2, "e"))).isTrue();
  }

  @Test
  void itUndoesNothingThatTheRemoverDidNotHold() {
    assertThat(deletion.undid(insertion(A, 6, "e"))).isFalse();
    assertThat(deletion.undid(insertion(B, 1, "e"))).isFalse();
    assertThat(deletion.undid(insertion(A, 5, "other"))).isFalse();
  }

  private static Operation.Insertion insertion(Member by, long number, String element) {
    return new Operation.Insertion("s", by, number, element);
  }
}
