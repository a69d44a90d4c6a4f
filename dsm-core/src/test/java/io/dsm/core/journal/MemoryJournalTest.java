// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal that forgets, unless a simulation asks it not to. */
class MemoryJournalTest {

  private final List<String> seen = new ArrayList<>();

  private MemoryJournal recovered(MemoryJournal journal) {
    seen.clear();
    journal.recover(
        (record, kind, payload) ->
            seen.add(record + ":" + kind + ":" + new String(payload, StandardCharsets.UTF_8)));
    return journal;
  }

  private static long append(Journal journal, String text) {
    return journal.append(1, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRestartKeepsWhatWasAppendedAndAPowerCutWhatWasSynced() {
    MemoryJournal journal = recovered(MemoryJournal.retaining());
    append(journal, "a");
    journal.sync();
    append(journal, "b");
    recovered(journal.restart(false));
    assertThat(seen).containsExactly("1:1:a", "2:1:b");
    MemoryJournal other = recovered(MemoryJournal.retaining());
    append(other, "a");
    other.sync();
    append(other, "b");
    MemoryJournal next = recovered(other.restart(true));
    assertThat(seen).containsExactly("1:1:a");
    assertThat(append(next, "c")).isEqualTo(2);
  }

  @Test
  void aCheckpointReplacesRecords() {
    MemoryJournal journal = recovered(MemoryJournal.retaining());
    append(journal, "a");
    append(journal, "b");
    journal.checkpoint(1, sink -> sink.append(9, new byte[] {'x'}));
    assertThat(journal.bytesSinceCheckpoint()).isEqualTo(1);
    recovered(journal.restart(true));
    assertThat(seen).containsExactly("0:9:x", "2:1:b");
  }

  @Test
  void theForgetfulOneOnlyCounts() {
    MemoryJournal journal = recovered(MemoryJournal.forgetful());
    assertThat(append(journal, "a")).isEqualTo(1);
    assertThat(journal.durable(1).toCompletableFuture()).isCompleted();
    assertThat(journal.bytesSinceCheckpoint()).isZero();
    recovered(journal.restart(false));
    assertThat(seen).isEmpty();
  }

  @Test
  void afterCloseEverythingIsRejected() {
    MemoryJournal journal = recovered(MemoryJournal.retaining());
    journal.close();
    assertThatThrownBy(() -> append(journal, "a")).isInstanceOf(DsmException.Rejected.class);
  }
}
