// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.core.consensus.StateMachine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A state machine whose state is the list of all commands, so that nothing can be lost unseen. */
public final class AppendingMachine implements StateMachine {

  private final List<String> commands = new ArrayList<>();
  private final List<Boolean> leaderships = new ArrayList<>();
  private final Truth truth;
  private long lastIndex;
  private int installs;

  public AppendingMachine(Truth truth) {
    this.truth = truth;
  }

  /** Appends; answers with how many there are now. */
  @Override
  public byte[] apply(long index, byte[] command) {
    if (index < lastIndex) {
      truth.violated("entry " + index + " was applied after " + lastIndex);
    }
    lastIndex = index;
    add(command);
    return size(commands.size());
  }

  /** Answers with how many there are. */
  @Override
  public byte[] query(byte[] query) {
    return size(commands.size());
  }

  public static byte[] size(int size) {
    return ByteBuffer.allocate(4).putInt(size).array();
  }

  public static int sizeIn(byte[] answer) {
    return ByteBuffer.wrap(answer).getInt();
  }

  @Override
  public List<byte[]> snapshot() {
    return commands.stream().map(command -> command.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public void install(long index, List<byte[]> chunks) {
    lastIndex = index;
    installs++;
    commands.clear();
    chunks.forEach(this::add);
  }

  private void add(byte[] command) {
    String text = new String(command, StandardCharsets.UTF_8);
    truth.applied(commands.size(), text);
    commands.add(text);
  }

  @Override
  public void leadershipChanged(boolean leading) {
    if (leading == isLeading()) {
      truth.violated("leadership changed to what it was: " + leading);
    }
    leaderships.add(leading);
  }

  public boolean isLeading() {
    return !leaderships.isEmpty() && leaderships.getLast();
  }

  public List<Boolean> leaderships() {
    return leaderships;
  }

  public List<String> commands() {
    return commands;
  }

  public int installs() {
    return installs;
  }
}
