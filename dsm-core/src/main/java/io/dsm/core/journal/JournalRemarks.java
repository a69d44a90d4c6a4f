// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.util.ArrayList;
import java.util.List;

/** Puts into words what is unusual about a journal that can be used all the same. */
final class JournalRemarks {

  private JournalRemarks() {}

  static List<String> about(JournalScan.Result scan) {
    List<String> remarks = new ArrayList<>();
    if (scan.manifest() == null) {
      remarks.add("There is no journal here yet, or its creation was cut short.");
      return remarks;
    }
    if (scan.intactSlots() < 2) {
      remarks.add("One of the two slots of the manifest is damaged; the other one is in use.");
    }
    if (scan.tornBytes() > 0) {
      Segment tail = scan.segments().getLast();
      remarks.add(
          "File %s ends with %d bytes, from offset %d, that never became durable."
              .formatted(tail.name(), scan.tornBytes(), tail.end()));
    }
    for (String torn : scan.tornSegments()) {
      remarks.add(
          scan.unsynced()
              ? "File %s follows records that never became durable.".formatted(torn)
              : "File %s was being created when the node died.".formatted(torn));
    }
    for (String name : scan.names()) {
      if (name.contains(FileNames.TORN)) {
        remarks.add("File %s keeps bytes that an earlier recovery cut off.".formatted(name));
      } else if (name.endsWith(FileNames.TEMPORARY)) {
        remarks.add("File %s is a checkpoint that was never finished.".formatted(name));
      }
    }
    return remarks;
  }
}
