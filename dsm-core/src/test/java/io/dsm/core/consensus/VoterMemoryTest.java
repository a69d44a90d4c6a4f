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
    memory.seated();
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
  void aRecordOfAnotherVersionIsRefusedWithAWayOut() {
    disk.append(99, new byte[0]);
    assertThatThrownBy(() -> life(disk))
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("kind 99")
        .hasMessageContaining("empty the data directory");
  }
}
