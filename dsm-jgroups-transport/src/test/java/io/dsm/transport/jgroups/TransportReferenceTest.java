// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference page lists the settings of this transport with the defaults they have. */
class TransportReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");
  private static final String ROW = "| `dsm.transport.";

  @Test
  void thePageListsTheSettingsAndTheirDefaults() throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith(ROW) && !line.contains("failure-timeout")) {
        String[] cells = line.split("\\|");
        written.put(cells[1].strip().replaceAll("`|dsm\\.transport\\.", ""), cells[3].strip());
      }
    }
    assertThat(TransportOptions.parse(written)).isEqualTo(TransportOptions.parse(Map.of()));
    assertThatThrownBy(() -> TransportOptions.parse(Map.of("no-such-key", "1")))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageEndingWith("use one of " + written.keySet());
  }
}
