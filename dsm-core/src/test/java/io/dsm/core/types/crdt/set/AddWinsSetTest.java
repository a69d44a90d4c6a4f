// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.cluster.Member;
import io.dsm.core.codec.Codecs;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.crdt.causal.Causal;
import io.dsm.core.types.crdt.causal.CausalState;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.Keyed;
import io.dsm.core.types.crdt.laws.Life;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddWinsSetTest {
  private static final CrdtDefinition<AddWinsSet<String>, CausalState<Keyed<DotMap<Boolean>>>>
      SETS = new Causal<>(new AddWinsSets<>(Codecs.forType(String.class, Optional.empty())));

  private final Replica a = new Replica("a");
  private final Replica b = new Replica("b");
  private final Replica c = new Replica("c");

  @Test
  void ofAConcurrentAddAndRemoveTheAddWins() {
    a.set().add("z");
    b.merge(a);
    a.set().remove("z");
    b.set().add("z");
    a.merge(b);
    b.merge(a);

    assertThat(a.set().elements()).containsExactly("z");
    assertThat(b.state).isEqualTo(a.state);
  }

  @Test
  void removeAndAddTellWhetherTheElementWasThere() {
    assertThat(a.set().remove("z")).isFalse();
    assertThat(a.set().add("z")).isTrue();
    assertThat(a.set().add("z")).isFalse();
    assertThat(a.set().remove("z")).isTrue();
    assertThat(a.set().contains("z")).isFalse();
  }

  // The following sequences broke the merge of other implementations of this set.

  @Test
  void anElementPresentOnBothSidesIsGoneWhenEachSideSawTheRemovalOfTheOthers() {
    a.set().add("z");
    c.merge(a);
    a.set().remove("z");
    b.set().add("z");
    a.merge(b);
    b.set().remove("z");

    a.merge(c);
    a.merge(b);

    assertThat(a.set().elements()).isEmpty();
  }

  @Test
  void anElementWhoseDotsAreAllSeenElsewhereIsNotKeptWithoutDots() {
    a.set().add("z");
    b.set().add("z");
    c.merge(a);
    a.set().remove("z");
    a.merge(b);
    b.set().remove("z");
    b.merge(c);

    a.merge(b);
    a.merge(c);

    assertThat(a.set().elements()).isEmpty();
    assertThat(a.state.store().isEmpty()).isTrue();
  }

  @Test
  void aRemovalHoldsAgainstAMergedReplicaThatStillHasTheElement() {
    a.set().add("bar");
    b.set().add("baz");
    c.merge(a);
    c.merge(b);
    a.set().remove("bar");

    a.merge(c);

    assertThat(a.set().elements()).containsExactly("baz");
  }

  @Test
  void replicateThenRemoveThenMergeThreeWaysEndsEmptyInEveryOrder() {
    a.set().add("z");
    b.merge(a);
    c.merge(a);
    b.set().remove("z");
    for (Replica[] order : new Replica[][] {{a, b, c}, {c, b, a}, {b, a, c}, {a, c, b}}) {
      Replica end = new Replica("end");
      for (Replica each : order) {
        end.merge(each);
      }
      assertThat(end.set().elements()).isEmpty();
    }
  }

  @Test
  void aRemovalTakesTheFirstAdditionFromAReplicaThatNeverHeardOfItsRenewal() {
    a.set().add("z");
    b.merge(a);
    c.merge(a);
    CausalState<Keyed<DotMap<Boolean>>> renewal = c.delta(() -> c.set().add("z"));
    a.apply(renewal);
    CausalState<Keyed<DotMap<Boolean>>> removal = a.delta(() -> a.set().remove("z"));

    b.apply(removal);

    assertThat(b.set().elements()).isEmpty();
  }

  @Test
  void concurrentRemoveRemoveAddKeepsTheAdd() {
    a.set().add("z");
    b.merge(a);
    c.merge(a);
    a.set().remove("z");
    b.set().remove("z");
    c.set().add("z");

    a.merge(b);
    a.merge(c);
    b.merge(c);
    b.merge(a);
    c.merge(b);

    assertThat(a.set().elements()).containsExactly("z");
    assertThat(b.state).isEqualTo(a.state);
    assertThat(c.state).isEqualTo(a.state);
  }

  @Test
  void removedElementsLeaveNothingButOneIntervalPerMember() {
    for (int i = 0; i < 1_000; i++) {
      a.issued += i % 7; // updates of other keys
      a.set().add("e" + i % 10);
      b.merge(a);
      b.set().remove("e" + i % 10);
      a.merge(b);
    }

    assertThat(a.state.store().isEmpty()).isTrue();
    assertThat(a.state.seen().detached()).isZero();
    assertThat(SETS.encode(a.state).length).isLessThan(20);
  }

  @Test
  void aRemovalThatOvertakesTheAddIsRememberedUntilTheAddComes() {
    CausalState<Keyed<DotMap<Boolean>>> add = a.delta(() -> a.set().add("z"));
    b.state = SETS.join(b.state, add);
    CausalState<Keyed<DotMap<Boolean>>> removal = b.delta(() -> b.set().remove("z"));

    c.state = SETS.join(c.state, removal);
    c.state = SETS.join(c.state, add);

    assertThat(c.set().elements()).isEmpty();
    assertThat(c.state.seen().detached()).isZero();
  }

  @Test
  void aDeltaGrowsWithTheUpdateNotWithTheSet() {
    for (int i = 0; i < 1_000; i++) {
      a.set().add("element " + i);
    }

    assertThat(SETS.encode(a.delta(() -> a.set().add("one more"))).length).isLessThan(40);
    assertThat(SETS.encode(a.delta(() -> a.set().remove("element 7"))).length).isLessThan(40);
  }

  @Test
  void bytesCutShortAreMalformed() {
    a.set().add("y");
    a.set().add("z");
    byte[] bytes = SETS.encode(a.state);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SETS.decode(cut)).isInstanceOf(MalformedBytes.class);
    }
  }

  @Test
  void anElementWithADotNobodyHasSeenIsMalformed() {
    a.set().add("z");
    byte[] bytes = SETS.encode(a.state);
    bytes[bytes.length - 2] = 9;

    assertThatThrownBy(() -> SETS.decode(bytes))
        .isInstanceOf(MalformedBytes.class)
        .hasMessageContaining("unseen");
  }

  private static final class Replica {
    private final Member self;
    private CausalState<Keyed<DotMap<Boolean>>> state = SETS.bottom();
    private CausalState<Keyed<DotMap<Boolean>>> lastDelta = SETS.bottom();
    private long issued;

    Replica(String name) {
      this.self = Life.of(name);
    }

    void merge(Replica other) {
      state = SETS.join(state, other.state);
    }

    void apply(CausalState<Keyed<DotMap<Boolean>>> delta) {
      state = SETS.join(state, delta);
    }

    CausalState<Keyed<DotMap<Boolean>>> delta(Runnable update) {
      update.run();
      return lastDelta;
    }

    AddWinsSet<String> set() {
      return SETS.handle(
          new CrdtCell<>() {
            @Override
            public CausalState<Keyed<DotMap<Boolean>>> state() {
              return state;
            }

            @Override
            public CausalState<Keyed<DotMap<Boolean>>> update(
                Mutation<CausalState<Keyed<DotMap<Boolean>>>> mutation) {
              lastDelta = mutation.delta(state, new Dot(self, ++issued));
              state = SETS.join(state, lastDelta);
              return state;
            }

            @Override
            public CausalState<Keyed<DotMap<Boolean>>> updateStamped(
                StampedMutation<CausalState<Keyed<DotMap<Boolean>>>> mutation) {
              throw new UnsupportedOperationException();
            }
          });
    }
  }
}
