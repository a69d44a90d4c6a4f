// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.consensus.ReplicatedLogSettings.Timing;
import io.dsm.core.consensus.VoterId;
import io.dsm.raft.RaftLogProvider;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One voter through all its lives: the disk stays, the rest is new each time. */
public final class Seat {

  private final NodeId node;
  private final List<VoterId> founders;
  private final Cluster cluster;
  private final Timing timing;
  private VoterId id;
  private boolean remembered;
  private Disk disk = new Disk();
  private @Nullable Host host;
  private @Nullable AppendingMachine machine;
  private @Nullable ReplicatedLog log;

  Seat(VoterId id, List<VoterId> founders, Cluster cluster, Timing timing) {
    this.node = id.node();
    this.id = id;
    this.founders = founders;
    this.cluster = cluster;
    this.timing = timing;
  }

  public void start() {
    Host newHost = new Host(cluster.schedule());
    AppendingMachine newMachine = new AppendingMachine(cluster.truth());
    ReplicatedLog newLog =
        new RaftLogProvider()
            .open(
                new ReplicatedLogSettings(
                    id,
                    founders,
                    remembered,
                    timing,
                    disk.mount(),
                    newHost.ports(),
                    (to, message) -> {
                      if (!newHost.isDead()) {
                        cluster.network().send(node, to, message);
                      }
                    }),
                newMachine);
    cluster
        .network()
        .attach(
            node,
            (from, message) -> {
              if (!newHost.isDead()) {
                newLog.messageReceived(from, message);
              }
            });
    host = newHost;
    machine = newMachine;
    log = newLog;
    newLog.start();
    remembered = true;
  }

  /** The process is killed and power is cut. */
  public void crash() {
    host().kill();
    disk.crash(cluster.schedule());
    log = null;
  }

  /** The disk is lost while the voter is down: it comes back with an empty one. */
  public void wipe() {
    disk = new Disk();
    remembered = false;
    id = new VoterId(node, id.memory() + 1);
  }

  /** An orderly stop. */
  public void stop() {
    host().hurry();
    log().close();
    host().kill();
    log = null;
  }

  public void restart() {
    crash();
    start();
  }

  public boolean isUp() {
    return log != null;
  }

  public boolean isLeading() {
    return isUp() && machine().isLeading();
  }

  /** Who sits here now. */
  public VoterId id() {
    return id;
  }

  public NodeId node() {
    return node;
  }

  public Disk disk() {
    return disk;
  }

  public Host host() {
    return Objects.requireNonNull(host);
  }

  public AppendingMachine machine() {
    return Objects.requireNonNull(machine);
  }

  public ReplicatedLog log() {
    return Objects.requireNonNull(log);
  }
}
