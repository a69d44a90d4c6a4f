// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A sync fails, the process ends and is started again on the same machine. The operating system
 * still shows what it has not written and never will; a journal that believed it would lose it with
 * the next power cut, together with what it acknowledged on top.
 */
class FailedSyncTest {

  private static final int NEVER = Integer.MAX_VALUE / 2;

  /** Lives until a sync fails. */
  private static Workload live(CrashStorage storage) {
    Workload workload = new Workload();
    try (FileJournal journal = workload.recover(storage)) {
      workload.run(journal);
    } catch (DsmException.Fatal e) {
      // The failed sync.
    }
    return workload;
  }

  private static int syncs() {
    CrashStorage storage = new CrashStorage();
    assertThat(live(storage).violations()).isEmpty();
    return storage.syncs();
  }

  private static void goOn(Workload workload, CrashStorage storage) {
    try (FileJournal journal = workload.recover(storage)) {
      workload.append(journal, 3);
      workload.sync(journal);
      workload.append(journal, 1);
    } catch (DsmException.Fatal e) {
      // The power cut.
    }
  }

  private static List<String> judged(Workload workload, CrashStorage storage) {
    try (FileJournal journal = workload.recover(storage)) {
      workload.append(journal, 2);
      workload.sync(journal);
    } catch (DsmException.Fatal e) {
      workload.violations().add("refused: " + e.getMessage());
    }
    return workload.violations();
  }

  @Test
  void whatAFailedSyncLeftVisibleIsWrittenAgainBeforeItIsBuiltUpon() {
    int syncs = syncs();
    assertThat(syncs).isGreaterThan(10);
    for (int failing = 0; failing < syncs; failing++) {
      for (int cut = 0; cut < 40; cut++) {
        for (Survival survival : List.of(Survival.fixed().get(0), Survival.random(cut))) {
          CrashStorage storage = new CrashStorage().failSync(failing);
          Workload workload = live(storage);
          goOn(workload, storage.afterKill(cut == 39 ? NEVER : cut));
          assertThat(judged(workload, storage.afterPowerCut(survival)))
              .as("sync %d failed, power cut %d later: %s", failing, cut, storage.trace())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void aSyncThatFailsAgainWhileRecoveringRefusesTheJournalAndTheNextTimeNothingIsLost() {
    int syncs = syncs();
    for (int failing = 0; failing < syncs; failing++) {
      CrashStorage storage = new CrashStorage().failSync(failing);
      Workload workload = live(storage);
      storage.afterKill(NEVER).failSync(storage.syncs() + failing % 3);
      goOn(workload, storage);
      goOn(workload, storage.afterKill(NEVER));
      assertThat(judged(workload, storage.afterPowerCut(Survival.fixed().get(0))))
          .as("sync %d failed, and another one: %s", failing, storage.trace())
          .isEmpty();
    }
  }
}
