// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.codec.ValueCodec;
import io.dsm.register.Version;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegisterStateTest {
  private final Text codec = new Text();
  private final RegisterState<String> state = new RegisterState<>(codec);

  @Test
  void theGreatestVersionWinsWhateverComesFirst() {
    state.merge("k", text(2, "two"));

    assertThat(state.merge("k", text(1, "one"))).isInstanceOf(MergeResult.Lost.class);
    assertThat(read("k", 0)).isEqualTo("two");
    assertThat(state.merge("k", text(3, "three"))).isInstanceOf(MergeResult.Won.class);
    assertThat(read("k", 0)).isEqualTo("three");
    assertThat(state.size()).isEqualTo(1);
  }

  @Test
  void theSameWriteTwiceChangesNothing() {
    state.merge("k", text(2, "two"));
    byte[] before = state.digest();

    assertThat(state.merge("k", text(2, "two"))).isInstanceOf(MergeResult.Same.class);
    assertThat(state.digest()).isEqualTo(before);
  }

  @Test
  void theOriginDecidesBetweenEqualStamps() {
    state.merge("k", RegisterRecord.of(new Version(0, 1, 0, member("b")), bytes("of b")));
    state.merge("k", RegisterRecord.of(new Version(0, 1, 0, member("a")), bytes("of a")));

    assertThat(read("k", 0)).isEqualTo("of b");
  }

  @Test
  void aRemovalHidesTheKeyAndKeepsOlderWritesAway() {
    state.merge("k", text(1, "one"));
    state.merge("k", RegisterRecord.tombstone(at(3)));

    assertThat(state.merge("k", text(2, "late"))).isInstanceOf(MergeResult.Lost.class);
    assertThat(read("k", 0)).isNull();
    assertThat(state.size()).isZero();
    assertThat(state.tombstones()).isEqualTo(1);
  }

  @Test
  void aTombstoneOfNothingIsKeptButNotVisible() {
    MergeResult<String> result = state.merge("k", RegisterRecord.tombstone(at(3)));

    assertThat(result)
        .isInstanceOfSatisfying(
            MergeResult.Won.class, won -> assertThat(won.isVisible()).isFalse());
    assertThat(state.merge("k", text(2, "late"))).isInstanceOf(MergeResult.Lost.class);
  }

  @Test
  void theWinnerTellsWhatItReplaced() {
    state.merge("k", text(1, "one"));

    assertThat(state.merge("k", text(2, "two")))
        .isInstanceOfSatisfying(
            MergeResult.Won.class,
            won -> {
              assertThat(won.previous().record()).isEqualTo(text(1, "one"));
              assertThat(won.current().record()).isEqualTo(text(2, "two"));
            });
  }

  @Test
  void aValueIsDecodedOnceHoweverOftenItIsRead() {
    state.merge("k", text(1, "one"));
    String first = read("k", 0);

    assertThat(read("k", 0)).isSameAs(first);
    assertThat(codec.decodings).hasValue(1);
  }

  @Test
  void aValueTheCodecRefusesReadsAsAbsentButReplicatesUnchanged() {
    state.merge("k", text(1, Text.POISON));

    assertThat(read("k", 0)).isNull();
    assertThat(read("k", 0)).isNull();
    assertThat(codec.decodings).hasValue(1);
    assertThat(state.cell("k").isUnreadable()).isTrue();
    assertThat(state.cell("k").record()).isEqualTo(text(1, Text.POISON));
  }

  @Test
  void aValueIsNotSeenAfterItsTimeEvenBeforeItIsTakenAway() {
    state.merge("k", RegisterRecord.expiring(at(1), bytes("short"), 100));

    assertThat(read("k", 99)).isEqualTo("short");
    assertThat(read("k", 100)).isNull();
  }

  @Test
  void expiryTakesWhatIsOverInTheOrderOfTimes() {
    state.merge("late", RegisterRecord.expiring(at(1), bytes("l"), 300));
    state.merge("early", RegisterRecord.expiring(at(2), bytes("e"), 100));
    state.merge("middle", RegisterRecord.expiring(at(3), bytes("m"), 200));
    state.merge("never", text(4, "n"));

    assertThat(state.nextExpiryMillis()).isEqualTo(100);
    assertThat(state.expire(99, 10)).isEmpty();
    assertThat(state.expire(250, 1)).containsExactly("early");
    assertThat(state.expire(250, 10)).containsExactly("middle");
    assertThat(state.nextExpiryMillis()).isEqualTo(300);
    assertThat(state.size()).isEqualTo(2);
  }

  @Test
  void aRewrittenValueDoesNotExpireAtItsOldTime() {
    state.merge("k", RegisterRecord.expiring(at(1), bytes("short"), 100));
    state.merge("k", text(2, "for ever"));

    assertThat(state.nextExpiryMillis()).isEqualTo(RegisterRecord.NEVER);
    assertThat(state.expire(1_000, 10)).isEmpty();
    assertThat(read("k", 1_000)).isEqualTo("for ever");
  }

  @Test
  void aKeyRewrittenForEverDoesNotGrowTheIndex() {
    for (int i = 1; i <= 100_000; i++) {
      state.merge("k", RegisterRecord.expiring(at(i), bytes("v"), 1_000_000 + i));
    }

    assertThat(state.indexed()).isLessThan(200);
    assertThat(state.nextExpiryMillis()).isEqualTo(1_100_000);
  }

  @Test
  void anExpiredValueDoesNotComeBackWithTheSameWrite() {
    RegisterRecord record = RegisterRecord.expiring(at(1), bytes("short"), 100);
    state.merge("k", record);
    state.expire(100, 10);

    assertThat(state.merge("k", record)).isInstanceOf(MergeResult.Same.class);
    assertThat(read("k", 50)).isNull();
  }

  @Test
  void tombstonesAreCollectedOnlyBeforeTheHorizon() {
    state.merge("old", RegisterRecord.tombstone(at(100)));
    state.merge("young", RegisterRecord.tombstone(at(200)));
    state.merge("revived", RegisterRecord.tombstone(at(50)));
    state.merge("revived", text(60, "here"));

    assertThat(state.collectTombstones(100, 10, (key, cell) -> {})).isZero();
    assertThat(state.collectTombstones(200, 10, (key, cell) -> {})).isEqualTo(1);
    assertThat(state.cell("old")).isNull();
    assertThat(state.tombstones()).isEqualTo(1);
    assertThat(read("revived", 0)).isEqualTo("here");
  }

  @Test
  void anExpiredValueIsKeptAsLongAsATombstoneOfItsEnd() {
    state.merge("k", RegisterRecord.expiring(at(1), bytes("long"), 5_000));
    state.expire(5_000, 10);

    assertThat(state.collectTombstones(5_000, 10, (key, cell) -> {})).isZero();
    assertThat(state.collectTombstones(5_001, 10, (key, cell) -> {})).isEqualTo(1);
  }

  private String read(String key, long wallMillis) {
    return state.value(key, () -> wallMillis);
  }

  static RegisterRecord text(long millis, String value) {
    return RegisterRecord.of(at(millis), bytes(value));
  }

  static Version at(long millis) {
    return new Version(0, millis, 0, member("a"));
  }

  static Member member(String node) {
    return new Member(NodeId.of(node), new Incarnation(1));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Counts its work and refuses one text. */
  static final class Text implements ValueCodec<String> {
    static final String POISON = "poison";
    final AtomicInteger decodings = new AtomicInteger();

    @Override
    public byte[] encode(String value) {
      return bytes(value);
    }

    @Override
    public String decode(byte[] bytes) {
      decodings.incrementAndGet();
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.equals(POISON)) {
        throw new IllegalArgumentException(text);
      }
      return text;
    }
  }
}
