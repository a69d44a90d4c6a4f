// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on the real file system. */
class FileJournalTest {

  @TempDir private Path directory;
  private final List<String> seen = new ArrayList<>();

  private FileJournal open() {
    return FileJournal.open(
        directory.resolve("journal"), Workload.IDENTITY, Workload.SMALL, Runnable::run);
  }

  private FileJournal recovered() {
    FileJournal journal = open();
    seen.clear();
    journal.recover(
        (record, kind, payload) ->
            seen.add(record + ":" + kind + ":" + new String(payload, StandardCharsets.UTF_8)));
    return journal;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasAppendedIsThereAfterReopening() {
    try (FileJournal journal = recovered()) {
      assertThat(journal.lastRecord()).isZero();
      assertThat(journal.append(7, bytes("a"))).isEqualTo(1);
      assertThat(journal.append(255, bytes(""))).isEqualTo(2);
    }
    try (FileJournal journal = recovered()) {
      assertThat(seen).containsExactly("1:7:a", "2:255:");
      assertThat(journal.append(0, bytes("b"))).isEqualTo(3);
      journal.sync();
    }
    recovered().close();
    assertThat(seen).containsExactly("1:7:a", "2:255:", "3:0:b");
  }

  @Test
  void aCheckpointReplacesWhatItStandsFor() {
    try (FileJournal journal = recovered()) {
      for (int i = 1; i <= 100; i++) {
        journal.append(1, bytes("record " + i));
      }
      long before = journal.bytesSinceCheckpoint();
      journal.checkpoint(
          98,
          sink -> {
            sink.append(2, bytes("first"));
            sink.append(3, bytes("second"));
          });
      assertThat(journal.bytesSinceCheckpoint()).isLessThan(before);
      journal.append(1, bytes("record 101"));
    }
    try (FileJournal journal = recovered()) {
      assertThat(seen)
          .containsExactly(
              "0:2:first", "0:3:second", "99:1:record 99", "100:1:record 100", "101:1:record 101");
      journal.checkpoint(101, sink -> {});
    }
    try (FileJournal journal = recovered()) {
      assertThat(seen).isEmpty();
      assertThat(journal.lastRecord()).isEqualTo(101);
      assertThat(journal.append(1, bytes("x"))).isEqualTo(102);
    }
  }

  @Test
  void aFailingCheckpointContentLeavesTheJournalAsItWas() {
    try (FileJournal journal = recovered()) {
      journal.append(1, bytes("a"));
      assertThatThrownBy(
              () ->
                  journal.checkpoint(
                      1,
                      sink -> {
                        throw new IllegalStateException("content");
                      }))
          .hasMessage("content");
      journal.append(1, bytes("b"));
    }
    recovered().close();
    assertThat(seen).containsExactly("1:1:a", "2:1:b");
  }

  @Test
  void aSecondOpenerIsRefusedUntilTheFirstHasClosed() {
    try (FileJournal journal = recovered()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(this::open)
            .isInstanceOf(DsmException.Fatal.class)
            .hasMessageContaining(directory.resolve("journal").toString())
            .hasMessageContaining("process " + ProcessHandle.current().pid())
            .hasMessageContaining("Stop the other one");
      }
      journal.append(1, bytes("a"));
    }
    recovered().close();
    assertThat(seen).containsExactly("1:1:a");
  }

  @Test
  void aRecordLongerThanTheBufferFits() {
    byte[] large = new byte[100_000];
    try (FileJournal journal = recovered()) {
      journal.append(1, bytes("a"));
      journal.append(2, large);
      journal.append(1, bytes("b"));
      journal.checkpoint(1, sink -> sink.append(9, large));
    }
    try (FileJournal journal = open()) {
      Journal.Recovery recovery =
          journal.recover((record, kind, payload) -> seen.add(record + ":" + payload.length));
      assertThat(recovery).isEqualTo(new Journal.Recovery(1, 2, 3, 0));
    }
    assertThat(seen).containsExactly("0:100000", "2:100000", "3:1");
  }

  @Test
  void anInterruptedCallerBreaksNothing() {
    try (FileJournal journal = recovered()) {
      Thread.currentThread().interrupt();
      journal.append(1, bytes("a"));
      journal.sync();
      journal.checkpoint(1, sink -> sink.append(1, bytes("c")));
      journal.append(1, bytes("b"));
      journal.sync();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(journal.condition().failure()).isNull();
    }
    recovered().close();
    assertThat(seen).containsExactly("0:1:c", "2:1:b");
  }

  @Test
  void wrongCallsAreRejectedAndChangeNothing() {
    try (FileJournal journal = open()) {
      assertThatThrownBy(() -> journal.append(1, bytes("a")))
          .isInstanceOf(DsmException.Rejected.class)
          .hasMessageContaining("recover()");
      journal.recover((record, kind, payload) -> {});
      assertThatThrownBy(() -> journal.recover((record, kind, payload) -> {}))
          .isInstanceOf(DsmException.Rejected.class);
      assertThatThrownBy(() -> journal.append(256, bytes("a")))
          .isInstanceOf(DsmException.Rejected.class);
      assertThatThrownBy(() -> journal.append(0, new byte[(8 << 20) + 1]))
          .isInstanceOf(DsmException.Rejected.class);
      assertThatThrownBy(() -> journal.checkpoint(1, sink -> {}))
          .isInstanceOf(DsmException.Rejected.class);
      assertThatThrownBy(() -> journal.durable(1)).isInstanceOf(DsmException.Rejected.class);
      assertThat(journal.lastRecord()).isZero();
    }
  }

  @Test
  void theConditionNamesATemporaryDirectory() {
    try (FileJournal journal =
        FileJournal.open(directory, Workload.IDENTITY, JournalSettings.defaults(), Runnable::run)) {
      journal.recover((record, kind, payload) -> {});
      JournalCondition condition = journal.condition();
      assertThat(condition.temporary()).isTrue();
      assertThat(condition.reserve()).isTrue();
      assertThat(condition.fsync()).isTrue();
    }
  }

  @Test
  void withoutFsyncRecordsStillSurviveTheEndOfTheProcess() {
    JournalSettings fast = Workload.SMALL.withFsync(false);
    Path place = directory.resolve("fast");
    try (FileJournal journal = FileJournal.open(place, Workload.IDENTITY, fast, Runnable::run)) {
      journal.recover((record, kind, payload) -> {});
      journal.append(1, bytes("a"));
      CompletableFuture<Void> done = journal.durable(1).toCompletableFuture();
      assertThat(done).isCompleted();
    }
    try (FileJournal journal = FileJournal.open(place, Workload.IDENTITY, fast, Runnable::run)) {
      assertThat(journal.recover((record, kind, payload) -> {}).records()).isEqualTo(1);
    }
  }
}
