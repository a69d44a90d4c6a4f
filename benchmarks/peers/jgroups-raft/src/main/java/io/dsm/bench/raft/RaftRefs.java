// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.raft;

import io.dsm.bench.system.SharedRefs;
import java.util.Optional;
import java.util.function.Consumer;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.blocks.ReplicatedStateMachine;
import org.jspecify.annotations.Nullable;

/** Keys of the replicated map; reads ask the leader, as they do unless dirty reads are allowed. */
record RaftRefs(RAFT raft, ReplicatedStateMachine<String, String> map) implements SharedRefs {

  @Override
  public boolean isLeader() {
    return raft.isLeader();
  }

  @Override
  public SharedRef at(String name) {
    return new One(map, name);
  }

  private record One(ReplicatedStateMachine<String, String> map, String name) implements SharedRef {

    @Override
    public void set(String value) throws Exception {
      map.put(name, value);
    }

    @Override
    public @Nullable String get() throws Exception {
      // The choice is the map's, not the call's; the lines that read locally choose again.
      map.allowDirtyReads(false);
      return map.get(name);
    }

    @Override
    public Optional<AutoCloseable> watch(Consumer<String> watcher) {
      Told told = new Told(name, watcher);
      map.addNotificationListener(told);
      return Optional.of(() -> map.removeNotificationListener(told));
    }
  }

  private record Told(String name, Consumer<String> watcher)
      implements ReplicatedStateMachine.Notification<String, String> {

    @Override
    public void put(String key, String value, @Nullable String old) {
      if (key.equals(name)) {
        watcher.accept(value);
      }
    }

    @Override
    public void remove(String key, String old) {}

    @Override
    public void get(String key, String value) {}
  }
}
