// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.spi.journal.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * The format on disk is a promise: a file of each kind, as bytes, that every later version must
 * still read and, as long as the format version stays, write.
 */
class GoldenFormatTest {

  private static final String GOLDEN = "format-1.properties";
  private static final JournalSettings SETTINGS =
      Workload.SMALL.withSegmentBytes(1).withReserveBytes(0);

  private static Map<String, byte[]> golden() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = GoldenFormatTest.class.getResourceAsStream(GOLDEN)) {
      properties.load(in);
    }
    Map<String, byte[]> files = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      // Zeros between the two slots of the manifest are written as "..".
      String[] parts = properties.getProperty(name).split("\\.\\.", -1);
      byte[] first = HexFormat.of().parseHex(parts[0]);
      byte[] file = first;
      if (parts.length == 2) {
        byte[] second = HexFormat.of().parseHex(parts[1]);
        file = new byte[Manifest.SLOT_DISTANCE + second.length];
        System.arraycopy(first, 0, file, 0, first.length);
        System.arraycopy(second, 0, file, Manifest.SLOT_DISTANCE, second.length);
      }
      files.put(name, file);
    }
    return files;
  }

  private static FileJournal open(JournalStorage storage) {
    return FileJournal.open(storage, Workload.IDENTITY, SETTINGS, Runnable::run);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theFirstFormatIsStillRead() throws IOException {
    List<String> seen = new ArrayList<>();
    try (FileJournal journal = open(CrashStorage.of(golden()))) {
      Journal.Recovery recovery =
          journal.recover(
              (record, kind, payload) ->
                  seen.add(
                      record + ":" + kind + ":" + new String(payload, StandardCharsets.UTF_8)));
      assertThat(recovery).isEqualTo(new Journal.Recovery(2, 2, 4, 0));
    }
    assertThat(seen)
        .containsExactly("0:3:all before", "0:255:and more", "3:0:third", "4:200:fourth");
  }

  @Test
  void theFirstFormatIsStillWritten() throws IOException {
    CrashStorage storage = new CrashStorage();
    try (FileJournal journal = open(storage)) {
      journal.recover((record, kind, payload) -> {});
      journal.append(1, bytes("first"));
      journal.sync();
      journal.append(2, bytes("second"));
      journal.checkpoint(
          2,
          sink -> {
            sink.append(3, bytes("all before"));
            sink.append(255, bytes("and more"));
          });
      journal.append(0, bytes("third"));
      journal.sync();
      journal.append(200, bytes("fourth"));
    }
    Map<String, byte[]> golden = golden();
    Map<String, byte[]> written = storage.content();
    assertThat(written.keySet()).isEqualTo(golden.keySet());
    for (Map.Entry<String, byte[]> file : golden.entrySet()) {
      assertThat(written.get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }
}
