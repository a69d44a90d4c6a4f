// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that are not what was written: cut off where nobody relied on them, refused elsewhere. */
class DamageTest {

  private final Workload workload = new Workload();
  private Map<String, byte[]> sound = Map.of();

  /** A closed journal of one checkpoint and several segments. */
  @BeforeEach
  void write() {
    CrashStorage storage = new CrashStorage();
    try (FileJournal journal = workload.recover(storage)) {
      workload.run(journal);
      for (int i = 0; i < 3; i++) {
        workload.append(journal, 6);
        workload.sync(journal);
      }
    }
    sound = storage.content();
    assertThat(segments()).hasSizeGreaterThanOrEqualTo(3);
  }

  private String[] segments() {
    return sound.keySet().stream()
        .filter(n -> FileNames.segmentNumber(n).isPresent())
        .sorted()
        .toArray(String[]::new);
  }

  private String lastSegment() {
    return segments()[segments().length - 1];
  }

  private Map<String, byte[]> with(String name, byte[] content) {
    Map<String, byte[]> changed = new HashMap<>(sound);
    changed.put(name, content);
    return changed;
  }

  private Map<String, byte[]> withTail(byte[] tail) {
    byte[] old = sound.get(lastSegment());
    byte[] longer = Arrays.copyOf(old, old.length + tail.length);
    System.arraycopy(tail, 0, longer, old.length, tail.length);
    return with(lastSegment(), longer);
  }

  private Journal.Recovery recoverAll(CrashStorage storage) {
    try (FileJournal journal = Workload.open(storage)) {
      return journal.recover((record, kind, payload) -> {});
    }
  }

  @Test
  void everyFlippedBitIsFoundOrHarmless() {
    for (String name : sound.keySet()) {
      for (int at = 0; at < sound.get(name).length; at++) {
        byte[] flipped = sound.get(name).clone();
        flipped[at] ^= (byte) (1 << at % 8);
        CrashStorage storage = CrashStorage.of(with(name, flipped));
        boolean refused = refused(storage);
        boolean spare = name.equals(FileNames.MANIFEST) || name.equals(FileNames.MARK);
        assertThat(refused || spare).as("flip at %d of %s", at, name).isTrue();
        assertThat(workload.violations()).as("flip at %d of %s", at, name).isEmpty();
      }
    }
  }

  /** Tries to recover; served records are judged by the workload. */
  private boolean refused(CrashStorage storage) {
    Map<String, byte[]> before = storage.content();
    try (FileJournal journal = workload.recover(storage)) {
      return false;
    } catch (DsmException.Fatal e) {
      assertThat(e).hasMessageContaining("/crash");
      assertThat(same(storage.content(), before)).as("nothing changed on disk").isTrue();
      return true;
    }
  }

  private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.keySet().stream().allMatch(n -> Arrays.equals(one.get(n), other.get(n)));
  }

  @Test
  void aFlippedBitNamesFileAndOffset() {
    String name = segments()[0];
    byte[] flipped = sound.get(name).clone();
    flipped[70] ^= 1;
    assertThatThrownBy(() -> recoverAll(CrashStorage.of(with(name, flipped))))
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining(name)
        .hasMessageContaining("offset 53");
  }

  @Test
  void withoutTheMarkAFlipIsCutOffOnlyBehindTheLastWitness() {
    Map<String, byte[]> unmarked = new HashMap<>(sound);
    unmarked.remove(FileNames.MARK);
    int refused = 0;
    long acknowledged = workload.acknowledged();
    byte[] old = sound.get(lastSegment());
    for (int at = 0; at < old.length; at++) {
      byte[] flipped = old.clone();
      flipped[at] ^= 4;
      unmarked.put(lastSegment(), flipped);
      CrashStorage storage = CrashStorage.of(unmarked);
      try {
        Journal.Recovery recovery = recoverAll(storage);
        // The last group that was synced: nothing was written after it that could tell.
        assertThat(recovery.lastRecord()).isBetween(acknowledged - 6, acknowledged);
        assertThat(recovery.truncatedBytes()).isPositive();
      } catch (DsmException.Fatal e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(53, old.length - 1);
  }

  @Test
  void aTornRecordAtTheEndIsSetAsideAndReported() {
    byte[] tail = Arrays.copyOf(sound.get(lastSegment()), 40);
    CrashStorage storage = CrashStorage.of(withTail(tail));
    Journal.Recovery recovery = recoverAll(storage);
    assertThat(recovery.truncatedBytes()).isEqualTo(40);
    assertThat(recovery.lastRecord()).isEqualTo(workload.acknowledged());
    assertThat(storage.content().get(lastSegment())).isEqualTo(sound.get(lastSegment()));
    assertThat(storage.content().get(lastSegment() + ".torn-1")).isEqualTo(tail);
    assertThat(recoverAll(storage).truncatedBytes()).isZero();
  }

  @Test
  void garbageAndZerosAtTheEndAreSetAside() {
    byte[] garbage = new byte[3000];
    new Random(5).nextBytes(garbage);
    assertThat(recoverAll(CrashStorage.of(withTail(garbage))).truncatedBytes()).isEqualTo(3000);
    assertThat(recoverAll(CrashStorage.of(withTail(new byte[9]))).truncatedBytes()).isEqualTo(9);
  }

  @Test
  void anAcknowledgedTailThatIsGoneIsRefused() {
    byte[] old = sound.get(lastSegment());
    for (int length = 0; length < old.length; length++) {
      CrashStorage storage = CrashStorage.of(with(lastSegment(), Arrays.copyOf(old, length)));
      assertThat(refused(storage)).as("cut to %d", length).isTrue();
    }
  }

  @Test
  void aMissingFileIsRefused() {
    for (String name : sound.keySet()) {
      if (!name.equals(FileNames.MARK)) {
        Map<String, byte[]> less = new HashMap<>(sound);
        less.remove(name);
        assertThat(refused(CrashStorage.of(less))).as("without %s", name).isTrue();
      }
    }
  }

  @Test
  void segmentsOfAnotherLifeAreRefused() {
    String name = segments()[1];
    byte[] swapped = sound.get(segments()[0]);
    assertThat(refused(CrashStorage.of(with(name, swapped)))).isTrue();
  }

  @Test
  void anIntactRecordThatWasNotWrittenHereBreaksTheChain() {
    String name = segments()[0];
    byte[] forged = sound.get(name).clone();
    ByteBuffer file = ByteBuffer.wrap(forged);
    StoredRecord old = RecordFormat.decode(file, file.getInt(4));
    byte[] payload = old.payload().clone();
    payload[payload.length - 1] ^= 1;
    StoredRecord other =
        new StoredRecord(
            old.kind(), old.flags(), old.sequence(), old.chain(), old.notDurable(), payload, 0);
    RecordFormat.encode(file.position(file.getInt(4)), new CRC32C(), other);
    assertThatThrownBy(() -> recoverAll(CrashStorage.of(with(name, forged))))
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("does not continue the record before it");
  }

  @Test
  void aJournalOfAnotherNodeIsRefusedByName() {
    JournalIdentity other = new JournalIdentity("cluster", "other-node", "test");
    CrashStorage storage = CrashStorage.of(sound);
    try (FileJournal journal = FileJournal.open(storage, other, Workload.SMALL, Runnable::run)) {
      assertThatThrownBy(() -> journal.recover((record, kind, payload) -> {}))
          .isInstanceOf(DsmException.Fatal.class)
          .hasMessageContaining("other-node")
          .hasMessageContaining("node 'node'");
    }
  }
}
