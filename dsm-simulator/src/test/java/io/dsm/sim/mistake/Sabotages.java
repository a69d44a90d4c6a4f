// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.core.journal.MemoryJournal;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.MessageCodec;
import io.dsm.spi.journal.Journal;
import io.dsm.testkit.Sabotage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mistakes that are broken promises of something nodes rely on, not of their code. */
final class Sabotages {

  static final List<Mistake> ALL =
      List.of(
          Mistake.sabotage("the journal ignores sync", "L", JournalIgnoresSync.class),
          Mistake.sabotage("a voter's disk is empty after a restart", "L", Amnesia.class),
          Mistake.sabotage("a restarted node forgets its stamps", "R4", ForgottenStamps.class)
              .under(SeedRunner.SWINGING_CLOCKS),
          Mistake.sabotage("a life is used twice, dots too", "C4", SameLife.class),
          Mistake.sabotage("a delta is skipped and denied", "C R V", SkippedDelta.class),
          Mistake.sabotage("nobody repairs", "R1", NoRepair.class),
          Mistake.sabotage("a value changes on the way", "R E1", ChangedValue.class),
          Mistake.sabotage("every voter commits alone", "L", LonelyLog.class),
          Mistake.sabotage("a clock is slower than the bound", "L2", Sound.class)
              .under(SeedRunner.SLOW_CLOCK));

  private Sabotages() {}

  /** Breaks nothing. */
  static final class Sound implements Sabotage {}

  static final class JournalIgnoresSync implements Sabotage {
    @Override
    public Journal journal(NodeId node, String name, Journal sound) {
      return new UnsyncedJournal(sound);
    }
  }

  static final class Amnesia implements Sabotage {
    @Override
    public Journal journal(NodeId node, String name, Journal sound) {
      return MemoryJournal.retaining();
    }
  }

  static final class ForgottenStamps implements Sabotage {
    @Override
    public boolean remembersStamps(NodeId node) {
      return false;
    }
  }

  static final class SameLife implements Sabotage {
    @Override
    public boolean countsLives(NodeId node) {
      return false;
    }
  }

  /** Every delta of several operations misses its first one, and digests do not say so. */
  static final class SkippedDelta implements Sabotage {
    @Override
    public Optional<byte[]> frame(Member from, Member to, byte[] sent) {
      return switch (MessageCodec.decode(sent)) {
        case Message.Delta delta when delta.operations().size() > 1 -> {
          List<Operation> operations = new ArrayList<>(delta.operations());
          operations.set(0, operations.get(1));
          yield Optional.of(
              MessageCodec.encode(
                  new Message.Delta(
                      delta.origin(), delta.first(), operations, delta.acknowledge())));
        }
        case Message.Fingerprints _ -> Optional.empty();
        default -> Optional.of(sent);
      };
    }
  }

  /** Digests and vectors are never sent. */
  static final class NoRepair implements Sabotage {
    @Override
    public Optional<byte[]> frame(Member from, Member to, byte[] sent) {
      return switch (MessageCodec.decode(sent)) {
        case Message.Digest _, Message.Vector _, Message.Fingerprints _ -> Optional.empty();
        default -> Optional.of(sent);
      };
    }
  }

  /** A digit of a value is another one when it arrives. */
  static final class ChangedValue implements Sabotage {
    private static final byte[] MARK = "value-".getBytes(StandardCharsets.UTF_8);

    @Override
    public Optional<byte[]> frame(Member from, Member to, byte[] sent) {
      byte[] changed = sent.clone();
      for (int i = 0; i + MARK.length < changed.length; i++) {
        if (java.util.Arrays.equals(changed, i, i + MARK.length, MARK, 0, MARK.length)) {
          changed[i + MARK.length] = (byte) ('a' + changed[i + MARK.length] % 7);
        }
      }
      return Optional.of(changed);
    }
  }

  /** Every voter commits alone. */
  static final class LonelyLog implements Sabotage {
    @Override
    public ReplicatedLogProvider log(ReplicatedLogProvider sound) {
      return LoneLog::new;
    }
  }
}
