// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.consensus.StateMachine;
import io.dsm.raft.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The application's state machine as MicroRaft sees it. The entry that begins a term stops here;
 * the application sees its own commands only.
 */
final class CommandMachine implements io.microraft.statemachine.StateMachine {

  private static final System.Logger LOG = System.getLogger(CommandMachine.class.getName());

  private final StateMachine machine;
  private final Fence fence;

  CommandMachine(StateMachine machine, Fence fence) {
    this.machine = machine;
    this.fence = fence;
  }

  @Override
  public Object runOperation(long index, Object operation) {
    return switch (operation) {
      case Operation.Command command -> apply(index, command.bytes());
      case Operation.Batch(var commands) -> {
        List<Object> results = new ArrayList<>(commands.size());
        commands.forEach(command -> results.add(apply(index, command)));
        yield new Results(results);
      }
      case ReadRounds.Round round -> round.answerFrom(machine);
      case Operation.NewTerm _ -> Answers.NO_VALUE;
      default -> throw new IllegalArgumentException("operation of " + operation.getClass());
    };
  }

  // All voters apply the same command to the same state, so all fail alike and stay equal. The
  // failure is the answer; stopping would only make every voter stop at this entry for ever.
  private Object apply(long index, byte[] command) {
    try {
      return machine.apply(index, command);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          () -> "the state machine failed on entry " + index + "; the entry counts as applied",
          e);
      return new Failed(e);
    }
  }

  @Override
  public void takeSnapshot(long index, Consumer<Object> chunks) {
    SnapshotPieces.cut(orStop(machine::snapshot)).forEach(chunks);
  }

  @Override
  public void installSnapshot(long index, List<Object> chunks) {
    List<byte[]> pieces = new ArrayList<>();
    chunks.forEach(chunk -> pieces.add((byte[]) chunk));
    orStop(
        () -> {
          machine.install(index, SnapshotPieces.join(pieces));
          return index;
        });
  }

  @Override
  public Object getNewTermOperation() {
    return new Operation.NewTerm();
  }

  // A voter that cannot save or load its state has no state to serve from.
  private <T> T orStop(java.util.function.Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      fence.closeBecause(e);
      throw e;
    }
  }

  /** What the commands of one entry came to, in their order. */
  record Results(List<Object> inOrder) {}

  /** The state machine threw: an answer like any other, for MicroRaft. */
  record Failed(RuntimeException failure) {}
}
