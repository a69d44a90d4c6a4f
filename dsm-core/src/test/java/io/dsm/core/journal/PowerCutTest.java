// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power during every single operation of a scripted life, in every way we can think of.
 */
class PowerCutTest {

  private static final int RANDOM_SURVIVALS = 12;

  private static List<Survival> survivals(int operation) {
    List<Survival> all = new ArrayList<>(Survival.fixed());
    for (int i = 0; i < RANDOM_SURVIVALS; i++) {
      all.add(Survival.random(operation * 1000L + i));
    }
    return all;
  }

  /** Lives until the cut. */
  private static Workload live(CrashStorage storage) {
    return live(storage, new Workload());
  }

  private static Workload live(CrashStorage storage, Workload workload) {
    try (FileJournal journal = workload.recover(storage)) {
      workload.run(journal);
    } catch (DsmException.Fatal e) {
      // The cut.
    }
    return workload;
  }

  private static int operations() {
    CrashStorage storage = new CrashStorage();
    assertThat(live(storage).violations()).isEmpty();
    assertThat(storage.trace().stream().filter(t -> t.startsWith("create segment")).count())
        .isGreaterThanOrEqualTo(3);
    return storage.trace().size();
  }

  /** Recovers after a cut, lives on, and recovers once more. */
  private static List<String> afterwards(Workload workload, CrashStorage storage) {
    try (FileJournal journal = workload.recover(storage)) {
      workload.append(journal, 3);
      workload.sync(journal);
      workload.append(journal, 1);
    } catch (DsmException.Fatal e) {
      workload.violations().add("refused: " + e.getMessage());
      return workload.violations();
    }
    try (FileJournal journal = workload.recover(storage)) {
      workload.checkpoint(journal, journal.lastRecord());
    }
    return workload.violations();
  }

  @Test
  void noPowerCutTakesAnAcknowledgedRecord() {
    int operations = operations();
    int states = 0;
    for (int cut = 0; cut <= operations; cut++) {
      for (Survival survival : survivals(cut)) {
        CrashStorage storage = new CrashStorage().cutAt(cut);
        Workload workload = live(storage);
        List<String> violations = afterwards(workload, storage.afterPowerCut(survival));
        assertThat(violations).as("cut at %d, %s, %s", cut, survival, storage.trace()).isEmpty();
        states++;
      }
    }
    assertThat(states).isGreaterThan(2000);
  }

  @Test
  void noPowerCutDuringRecoveryTakesAnAcknowledgedRecord() {
    int operations = operations();
    for (int cut = 0; cut <= operations; cut++) {
      for (Survival survival : List.of(Survival.random(cut), Survival.fixed().get(cut % 12))) {
        for (int second = 0; second < 14; second++) {
          CrashStorage storage = new CrashStorage().cutAt(cut);
          Workload workload = live(storage);
          CrashStorage half = storage.afterPowerCut(survival).cutAt(second);
          try (FileJournal journal = Workload.open(half)) {
            journal.recover((record, kind, payload) -> {});
          } catch (DsmException.Fatal e) {
            // The second cut.
          }
          CrashStorage last = half.afterPowerCut(Survival.random(second * 7919L + cut));
          assertThat(afterwards(workload, last))
              .as("cut at %d, %s, then at %d of %s", cut, survival, second, half.trace())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void whatAKilledProcessLeftUnsyncedIsNotBuiltUpon() {
    killedAndThenCut(24, storage -> live(storage));
  }

  @Test
  void withoutFsyncAPowerCutTakesTheEndOfTheJournalAndNoCheckpoint() {
    int operations = operations();
    for (int cut = 0; cut <= operations; cut++) {
      for (Survival survival : survivals(cut)) {
        CrashStorage storage = new CrashStorage().cutAt(cut);
        Workload workload = live(storage, new Workload().withFsync(false));
        List<String> violations = afterwards(workload, storage.afterPowerCut(survival));
        assertThat(violations).as("cut at %d, %s, %s", cut, survival, storage.trace()).isEmpty();
      }
    }
  }

  @Test
  void whatWasWrittenWithoutFsyncIsMadeDurableOnceFsyncIsOn() {
    killedAndThenCut(32, storage -> live(storage, new Workload().withFsync(false)).withFsync(true));
  }

  /** At every operation the process is killed, and soon after it was started again power is cut. */
  private void killedAndThenCut(int cuts, Function<CrashStorage, Workload> life) {
    int operations = operations();
    for (int kill = 0; kill <= operations; kill++) {
      for (int cut = 0; cut < cuts; cut++) {
        for (Survival survival : List.of(Survival.fixed().get(0), Survival.random(cut))) {
          CrashStorage storage = new CrashStorage().cutAt(kill);
          Workload workload = life.apply(storage);
          try (FileJournal journal = workload.recover(storage.afterKill(cut))) {
            workload.append(journal, 2);
            workload.sync(journal);
          } catch (DsmException.Fatal e) {
            // The power cut.
          }
          assertThat(afterwards(workload, storage.afterPowerCut(survival)))
              .as("killed at %d, power cut %d later: %s", kill, cut, storage.trace())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void withoutSyncsTheSameCutsAreFoundOut() {
    int operations = operations();
    int violated = 0;
    for (int cut = 0; cut <= operations; cut++) {
      for (Survival survival : survivals(cut)) {
        CrashStorage storage = new CrashStorage().lying().cutAt(cut);
        Workload workload = live(storage);
        violated += afterwards(workload, storage.afterPowerCut(survival)).isEmpty() ? 0 : 1;
      }
    }
    assertThat(violated).isGreaterThan(100);
  }
}
