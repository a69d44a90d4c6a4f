// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.core.runtime.Node;
import io.dsm.core.runtime.NodePlan;
import io.dsm.core.runtime.Ports;
import io.dsm.core.runtime.Settings;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.spi.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One machine of a simulated cluster, through all lives of the node on it. */
final class SimulatedNode {

  private static final long OFFSET_MAX_MILLIS = 500;
  private static final long RESERVE_MILLIS = 250;
  private static final ReplicatedLogProvider LOG =
      ServiceLoader.load(ReplicatedLogProvider.class).findFirst().orElseThrow();

  private final NodeId id;
  private final World world;
  private final SimulatedDisk disk;
  private final SimulatedClock clock;
  private @Nullable Life life;

  /** What all machines of a cluster share. */
  record World(
      VirtualTime time,
      SimulatedNetwork network,
      Supplier<Voters> voters,
      Map<String, String> settings,
      Sabotage sabotage) {}

  private record Life(Node node, Machine machine) {}

  SimulatedNode(String name, World world) {
    this.id = NodeId.of(name);
    this.world = world;
    this.disk = new SimulatedDisk(id, world.time(), world.sabotage());
    this.clock = new SimulatedClock(world.time());
  }

  SimulatedClock clock() {
    return clock;
  }

  boolean isUp() {
    return life != null;
  }

  boolean isPaused() {
    return life != null && life.machine().isPaused();
  }

  Node node() {
    return living().node();
  }

  /** Builds a node for a new life; the caller starts it. */
  DsmRuntime begin() {
    if (life != null) {
      throw new IllegalStateException("node " + id + " runs already");
    }
    Machine machine = new Machine(world.time(), clock);
    Member self = new Member(id, new Incarnation(disk.beginLife(clock.wallMillis())));
    Ports ports =
        new Ports(
            clock,
            machine,
            world.time().random()::nextLong,
            machine,
            world.network().connect(self, machine),
            disk.journals(),
            Optional.of(world.sabotage().log(LOG)),
            Probe.NONE);
    Node node = new Node(plan(self), ports);
    life = new Life(node, machine);
    return node;
  }

  private NodePlan plan(Member self) {
    HybridClock stamps =
        new HybridClock(
            self,
            disk.floor(),
            new HybridClock.Settings(OFFSET_MAX_MILLIS, RESERVE_MILLIS),
            disk::reserve);
    return new NodePlan(
        "simulated",
        "testkit",
        self,
        stamps,
        Membership.multicast("239.0.0.1", 7),
        Optional.of(world.voters().get()),
        true,
        Duration.ofSeconds(10),
        Settings.of(world.settings()),
        List.of());
  }

  void pause() {
    living().machine().stopForAWhile();
  }

  void resume() {
    living().machine().goOn();
  }

  void crash(boolean powerLost) {
    Life ended = living();
    ended.machine().kill();
    world.network().detach(ended.node().self());
    life = null;
    disk.unmount(powerLost);
  }

  SimulatedDisk disk() {
    return disk;
  }

  void leave() {
    Life ended = living();
    ended.machine().goOn();
    ended.node().close();
    ended.machine().kill();
    life = null;
    disk.unmount(false);
  }

  private Life living() {
    if (life == null) {
      throw new IllegalStateException("node " + id + " does not run");
    }
    return life;
  }
}
