// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.types.ref.RefCommand.Expected;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefStateTest {

  private static final CollectionAddress FLAGS = new CollectionAddress("t", "a", "flags");
  private static final CollectionAddress OTHER = new CollectionAddress("t", "a", "other");
  private static final Member NODE = new Member(NodeId.of("n"), new Incarnation(7));

  private final RefState state = new RefState();

  @Test
  void everyWriteAndDeletionCountsOneVersionUp() {
    assertThat(write(new Expected.Anything(), "a")).isEqualTo(new RefOutcome.Written(1));
    assertThat(delete(new Expected.Something())).isEqualTo(new RefOutcome.Written(2));
    assertThat(write(new Expected.Nothing(), "b")).isEqualTo(new RefOutcome.Written(3));
    assertThat(held()).isEqualTo(cell(3, "b"));
  }

  @Test
  void aConditionThatDoesNotHoldChangesNothingAndTellsWhatIsThere() {
    write(new Expected.Anything(), "a");
    RefOutcome conflict = new RefOutcome.Conflict(cell(1, "a"), true);
    assertThat(write(new Expected.Nothing(), "b")).isEqualTo(conflict);
    assertThat(write(new Expected.Value(bytes("x")), "b")).isEqualTo(conflict);
    assertThat(write(new Expected.Unchanged(0), "b")).isEqualTo(conflict);
    assertThat(held()).isEqualTo(cell(1, "a"));
    assertThat(write(new Expected.Value(bytes("a")), "b")).isEqualTo(new RefOutcome.Written(2));
    assertThat(write(new Expected.Unchanged(2), "c")).isEqualTo(new RefOutcome.Written(3));
  }

  @Test
  void aVersionIsNotDeceivedByAValueThatCameBack() {
    write(new Expected.Anything(), "a");
    write(new Expected.Anything(), "b");
    write(new Expected.Anything(), "a");
    assertThat(write(new Expected.Unchanged(1), "c")).isInstanceOf(RefOutcome.Conflict.class);
  }

  @Test
  void whoWasOvertakenWritesNothingAndIsToldByWhom() {
    assertThat(write(new Expected.NotOvertaken(7), "a")).isEqualTo(new RefOutcome.Written(1));
    assertThat(write(new Expected.NotOvertaken(7), "b")).isEqualTo(new RefOutcome.Written(2));
    assertThat(write(new Expected.NotOvertaken(9), "c")).isEqualTo(new RefOutcome.Written(3));
    assertThat(write(new Expected.NotOvertaken(8), "d")).isEqualTo(new RefOutcome.Overtaken(9));
    assertThat(held()).isEqualTo(cell(3, "c"));
  }

  @Test
  void theGreatestTokenSurvivesDeletionOtherWritesAndSnapshots() {
    write(new Expected.NotOvertaken(9), "a");
    delete(new Expected.Something());
    write(new Expected.Anything(), "b");
    RefState restored = RefState.of(state.chunks());
    RefCommand late =
        new RefCommand(FLAGS, "flags/v1", new Expected.NotOvertaken(8), Optional.of(bytes("c")));
    assertThat(restored.apply(late).outcome()).isEqualTo(new RefOutcome.Overtaken(9));
    assertThat(state.apply(late).outcome()).isEqualTo(new RefOutcome.Overtaken(9));
  }

  @Test
  void deletingNothingIsRefused() {
    assertThat(delete(new Expected.Something()))
        .isEqualTo(new RefOutcome.Conflict(RefCell.NEVER_SET, true));
  }

  @Test
  void aLargeValueDoesNotTravelWithARefusal() {
    write(new Expected.Anything(), "x".repeat(RefLimits.ECHO_BYTES + 1));
    assertThat(write(new Expected.Nothing(), "b"))
        .isEqualTo(new RefOutcome.Conflict(new RefCell(1, Optional.empty()), false));
  }

  @Test
  void valuesOfAnotherSchemaAreNeitherWrittenNorRead() {
    write(new Expected.Anything(), "a");
    RefCommand other =
        new RefCommand(FLAGS, "flags/v2", new Expected.Anything(), Optional.of(bytes("b")));
    assertThat(state.apply(other).outcome()).isEqualTo(new RefOutcome.OtherSchema("flags/v1"));
    assertThat(state.answer(new RefQuery.Read(FLAGS, "flags/v2")))
        .isEqualTo(new RefAnswer.OtherSchema("flags/v1"));
  }

  @Test
  void tooManyReferencesAreRefusedAndOldOnesServed() {
    write(new Expected.Anything(), "a");
    for (int i = 1; i < RefLimits.REFS; i++) {
      CollectionAddress next = new CollectionAddress("t", "a", "ref-" + i);
      state.apply(new RefCommand(next, "s", new Expected.Anything(), Optional.empty()));
    }
    RefCommand oneMore =
        new RefCommand(OTHER, "s", new Expected.Anything(), Optional.of(bytes("b")));
    assertThat(state.apply(oneMore).outcome()).isInstanceOf(RefOutcome.Full.class);
    assertThat(write(new Expected.Anything(), "b")).isEqualTo(new RefOutcome.Written(2));
  }

  @Test
  void aFollowerIsToldWhatIsNewerThanItKnows() {
    write(new Expected.Anything(), "a");
    write(new Expected.Anything(), "b");
    assertThat(follow(1))
        .isEqualTo(new RefAnswer.Newer(List.of(new RefChanged(FLAGS, cell(2, "b"))), false));
    assertThat(follow(2)).isEqualTo(new RefAnswer.Newer(List.of(), false));
  }

  @Test
  void anAnswerIsCutForItsSizeAndSaysSo() {
    String large = "x".repeat(RefLimits.VALUE_BYTES);
    for (CollectionAddress ref : List.of(FLAGS, OTHER)) {
      state.apply(new RefCommand(ref, "s", new Expected.Anything(), Optional.of(bytes(large))));
    }
    RefQuery both =
        new RefQuery.Follow(
            NODE, List.of(new RefQuery.Known(FLAGS, 0), new RefQuery.Known(OTHER, 0)));
    RefAnswer.Newer answer = (RefAnswer.Newer) state.answer(both);
    assertThat(answer.changes()).hasSize(1);
    assertThat(answer.more()).isTrue();
  }

  @Test
  void aSnapshotBringsEverythingBackDeletedReferencesToo() {
    write(new Expected.Anything(), "a");
    delete(new Expected.Anything());
    String large = "x".repeat(RefLimits.VALUE_BYTES);
    for (int i = 0; i < 5; i++) {
      CollectionAddress next = new CollectionAddress("t", "a", "ref-" + i);
      state.apply(new RefCommand(next, "s", new Expected.Anything(), Optional.of(bytes(large))));
    }
    assertThat(state.chunks()).hasSizeGreaterThan(1);
    RefState restored = RefState.of(state.chunks());
    assertThat(restored.chunks()).usingElementComparator(Arrays::compare).isEqualTo(state.chunks());
    assertThat(restored.answer(new RefQuery.Read(FLAGS, "flags/v1")))
        .isEqualTo(new RefAnswer.Holds(new RefCell(2, Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource
  void commandsComeBackFromTheirBytes(RefCommand command) {
    byte[] bytes = RefCodec.encode(command);
    assertThat(RefCodec.isOwn(bytes)).isTrue();
    assertThat(RefCodec.command(bytes)).isEqualTo(command);
    everyCutIsRefused(bytes, RefCodec::command);
  }

  static List<RefCommand> commandsComeBackFromTheirBytes() {
    return List.of(
        new RefCommand(FLAGS, "s", new Expected.Anything(), Optional.of(bytes("v"))),
        new RefCommand(FLAGS, "s", new Expected.Nothing(), Optional.of(bytes(""))),
        new RefCommand(FLAGS, "s", new Expected.Something(), Optional.empty()),
        new RefCommand(FLAGS, "s", new Expected.Value(bytes("w")), Optional.of(bytes("v"))),
        new RefCommand(FLAGS, "s", new Expected.NotOvertaken(8), Optional.of(bytes("v"))),
        new RefCommand(FLAGS, "s", new Expected.Unchanged(9), Optional.of(bytes("v"))));
  }

  @ParameterizedTest
  @MethodSource
  void outcomesComeBackFromTheirBytes(RefOutcome outcome) {
    byte[] bytes = RefCodec.encode(outcome);
    assertThat(RefCodec.outcome(bytes)).isEqualTo(outcome);
    everyCutIsRefused(bytes, RefCodec::outcome);
  }

  static List<RefOutcome> outcomesComeBackFromTheirBytes() {
    return List.of(
        new RefOutcome.Written(3),
        new RefOutcome.Conflict(cell(2, "v"), true),
        new RefOutcome.Conflict(RefCell.NEVER_SET, false),
        new RefOutcome.OtherSchema("s"),
        new RefOutcome.Overtaken(12),
        new RefOutcome.Full("10 things"));
  }

  @ParameterizedTest
  @MethodSource
  void answersComeBackFromTheirBytes(RefAnswer answer) {
    byte[] bytes = RefCodec.encode(answer);
    assertThat(RefCodec.answer(bytes)).isEqualTo(answer);
    everyCutIsRefused(bytes, RefCodec::answer);
  }

  static List<RefAnswer> answersComeBackFromTheirBytes() {
    return List.of(
        new RefAnswer.Holds(cell(2, "v")),
        new RefAnswer.OtherSchema("s"),
        new RefAnswer.Newer(List.of(new RefChanged(FLAGS, cell(1, "v"))), true));
  }

  @Test
  void queriesComeBackFromTheirBytes() {
    RefQuery read = new RefQuery.Read(FLAGS, "s");
    RefQuery follow = new RefQuery.Follow(NODE, List.of(new RefQuery.Known(FLAGS, 4)));
    assertThat(RefCodec.query(RefCodec.encode(read))).isEqualTo(read);
    assertThat(RefCodec.query(RefCodec.encode(follow))).isEqualTo(follow);
    everyCutIsRefused(RefCodec.encode(follow), RefCodec::query);
  }

  private static void everyCutIsRefused(
      byte[] bytes, java.util.function.Function<byte[], ?> reader) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.apply(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private RefOutcome write(Expected expected, String value) {
    return state
        .apply(new RefCommand(FLAGS, "flags/v1", expected, Optional.of(bytes(value))))
        .outcome();
  }

  private RefOutcome delete(Expected expected) {
    return state.apply(new RefCommand(FLAGS, "flags/v1", expected, Optional.empty())).outcome();
  }

  private RefAnswer follow(long known) {
    return state.answer(new RefQuery.Follow(NODE, List.of(new RefQuery.Known(FLAGS, known))));
  }

  private RefCell held() {
    return ((RefAnswer.Holds) state.answer(new RefQuery.Read(FLAGS, "flags/v1"))).cell();
  }

  private static RefCell cell(long version, String value) {
    return new RefCell(version, Optional.of(bytes(value)));
  }

  private static RefBytes bytes(String text) {
    return RefBytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
