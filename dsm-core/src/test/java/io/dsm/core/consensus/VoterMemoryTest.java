// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a node remembers of its voters through its lives. */
class VoterMemoryTest {

  private static final List<NodeId> AB = List.of(NodeId.of("a"), NodeId.of("b"));

  private final MemoryJournal disk = new MemoryJournal();
  private final Random random = new Random(1);

  private VoterMemory life(MemoryJournal journal) {
    VoterMemory memory = new VoterMemory(NodeId.of("a"), journal, random::nextLong);
    memory.recover();
    return memory;
  }

  @Test
  void theNumberStaysWithTheDiskAndAnotherDiskHasAnother() {
    VoterId first = life(disk).self();
    assertThat(life(disk).self()).isEqualTo(first);
    assertThat(life(new MemoryJournal()).self()).isNotEqualTo(first);
  }

  @Test
  void everythingIsRememberedUntilItBeginsAnew() {
    VoterMemory memory = life(disk);
    memory.accept(AB);
    Charter charter = Charter.begin(List.of(memory.self(), new VoterId(NodeId.of("b"), 5)));
    memory.know(charter);
    memory.know(charter.with(new Roster(7, charter.founders(), List.of())));
    memory.seated(memory.self());
    VoterMemory next = life(disk);
    assertThat(next.accepted()).isEqualTo(AB);
    assertThat(next.isSeated()).isTrue();
    assertThat(next.charter().orElseThrow().roster().index()).isEqualTo(7);

    next.renew();
    VoterMemory last = life(disk);
    assertThat(last.self()).isEqualTo(next.self()).isNotEqualTo(memory.self());
    assertThat(last.accepted()).isEmpty();
    assertThat(last.isSeated()).isFalse();
    assertThat(last.charter()).isPresent();
  }

  @Test
  void whoMayHaveBeenAMemberAndIsNoneIsAnotherVoterBeforeItKnowsSo() {
    VoterMemory memory = life(disk);
    VoterId former = memory.self();
    VoterId other = new VoterId(NodeId.of("b"), 5);
    Charter founded = Charter.begin(List.of(other));
    memory.know(founded);
    VoterId first = memory.self();
    assertThat(first).as("it was there before the log was known, and in no log").isEqualTo(former);
    memory.know(founded.with(new Roster(7, founded.founders(), List.of(first))));
    memory.know(founded.with(new Roster(8, List.of(other, first), List.of())));
    memory.seated(first);
    assertThat(memory.self()).isEqualTo(first);

    int before = disk.size();
    memory.know(founded.with(new Roster(9, founded.founders(), List.of())));
    memory.seated(first);
    assertThat(memory.isSeated()).as("what the former has begun").isFalse();
    for (int kept = before; kept <= disk.size(); kept++) {
      VoterMemory after = life(disk.first(kept));
      boolean knows = after.charter().orElseThrow().roster().index() == 9;
      assertThat(knows && after.self().equals(first)).as("%d records", kept).isFalse();
    }
    VoterId second = memory.self();
    memory.know(founded.with(new Roster(12, founded.founders(), List.of())));
    assertThat(memory.self()).as("it may have come and gone meanwhile").isNotEqualTo(second);
  }

  @Test
  void aFounderThatHearsOfItsLogOnlyAfterItHasLeftIsAnotherVoter() {
    VoterMemory memory = life(disk);
    VoterId founder = memory.self();
    VoterId other = new VoterId(NodeId.of("b"), 5);
    memory.know(
        Charter.begin(List.of(founder, other)).with(new Roster(4, List.of(other), List.of())));
    assertThat(memory.self()).isNotEqualTo(founder);
  }

  @Test
  void aRecordOfAnotherVersionIsRefusedWithAWayOut() {
    disk.append(99, new byte[0]);
    assertThatThrownBy(() -> life(disk))
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("kind 99")
        .hasMessageContaining("empty the data directory");
  }
}
