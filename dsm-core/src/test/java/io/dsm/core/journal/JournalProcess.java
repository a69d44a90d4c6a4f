// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.nio.file.Path;

/**
 * A process of its own that lives on a journal until it is killed: prints the number of each record
 * that was acknowledged as durable, and of each checkpoint that was completed.
 */
final class JournalProcess {

  private JournalProcess() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    JournalSettings settings =
        JournalSettings.defaults().withSegmentBytes(20_000).withReserveBytes(0);
    try (FileJournal journal =
        FileJournal.open(directory, Workload.IDENTITY, settings, Runnable::run)) {
      Workload workload = new Workload();
      workload.startAt(journal.recover((record, kind, payload) -> {}).lastRecord());
      System.out.println("open " + workload.acknowledged());
      while (true) {
        workload.append(journal, 5);
        workload.sync(journal);
        System.out.println(workload.acknowledged());
        if (workload.acknowledged() % 50 == 0) {
          workload.checkpoint(journal, workload.acknowledged() - 10);
        }
        workload.append(journal, 2);
      }
    }
  }
}
