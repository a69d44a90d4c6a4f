// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Applications that use leases at random, and a world that does its worst. */
final class LeaseStorm {

  static final List<String> KEYS = List.of("one", "two", "three");
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  final SimulatedCluster cluster;
  final LeaseInvariants invariants;
  final Set<String> certainlyNot = new TreeSet<>();
  private final Random random;
  private final boolean suspends;
  private int calls;
  private boolean calm;

  LeaseStorm(long seed) {
    this.cluster = new SimulatedCluster(seed, Voters.of("a", "b", "c"));
    this.random = cluster.random;
    this.suspends = random.nextBoolean();
    this.invariants = new LeaseInvariants(cluster, KEYS);
    cluster.lossRate = random.nextInt(4) * 0.05;
    cluster.repeatRate = random.nextInt(3) * 0.05;
    cluster.delayMillisMax = 1 + random.nextInt(60);
    NAMES.forEach(this::boot);
    cluster.log.elect(NodeId.of("a"));
    NAMES.forEach(this::useLeases);
    doHarm();
  }

  void run(Duration duration) {
    cluster.run(duration, invariants::check);
  }

  /** Everything works from now on, and applications stop. */
  void calm() {
    calm = true;
    cluster.lossRate = 0;
    cluster.repeatRate = 0;
    NAMES.stream().filter(name -> !cluster.nodes.containsKey(name)).forEach(this::boot);
    run(Duration.ofSeconds(10));
    cluster.log.elect(NodeId.of("b"));
  }

  private void boot(String name) {
    invariants.watch(cluster.boot(name));
  }

  private void useLeases(String name) {
    cluster.time.after(
        (20 + random.nextInt(400)) * 1_000_000L,
        () -> {
          SimulatedCluster.SimulatedNode node = cluster.nodes.get(name);
          if (!calm && node != null && !node.life().isPaused()) {
            call(node);
          }
          useLeases(name);
        });
  }

  private void call(SimulatedCluster.SimulatedNode node) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    var held = node.leases().held(key).flatMap(lease -> lease.token());
    if (held.isEmpty()) {
      acquire(node, key);
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> watched(node.leases().release(key, held.get()));
      case 1, 2 -> {
        NodeId target = NodeId.of(NAMES.get(random.nextInt(NAMES.size())));
        watched(node.leases().transfer(key, held.get(), target));
      }
      case 3 -> watched(node.leases().renew(key, held.get()));
      case 4 -> watched(node.leases().verify(key, held.get()));
      case 5 -> watched(node.leases().all());
      default -> {}
    }
  }

  private void acquire(SimulatedCluster.SimulatedNode node, String key) {
    String value = node.life().member() + "/" + ++calls;
    if (random.nextInt(12) == 0) {
      // Falls asleep while the answer is under way.
      long nap = random.nextInt(4_000) * 1_000_000L;
      cluster.time.after(random.nextInt(3_000_000), () -> node.life().pause(nap, suspends));
    }
    node.leases()
        .acquire(key, value)
        .whenComplete(
            (result, failure) -> {
              if (failure instanceof DsmException.Unavailable) {
                certainlyNot.add(value);
              }
              surprise(failure);
            });
  }

  private void watched(CompletionStage<?> stage) {
    stage.whenComplete((result, failure) -> surprise(failure));
  }

  private void surprise(Throwable failure) {
    if (failure != null
        && !(failure instanceof DsmException.Unavailable)
        && !(failure instanceof DsmException.Indeterminate)) {
      invariants.violations.add("surprise: " + failure);
    }
  }

  private void doHarm() {
    cluster.time.after(
        random.nextInt(1_500) * 1_000_000L,
        () -> {
          if (!calm) {
            harm();
            doHarm();
          }
        });
  }

  private void harm() {
    List<String> alive = new ArrayList<>(cluster.nodes.keySet());
    if (alive.isEmpty()) {
      return;
    }
    String victim = alive.get(random.nextInt(alive.size()));
    SimulatedLife life = cluster.nodes.get(victim).life();
    switch (random.nextInt(6)) {
      case 0 -> life.pause(random.nextInt(5_000) * 1_000_000L, suspends);
      case 1 -> {
        int millis = random.nextInt(60_000);
        // A wall clock set back during a suspend hides it: no clock is left to tell.
        life.jumpWall(suspends || random.nextBoolean() ? millis : -millis);
      }
      case 2 -> {
        cluster.kill(victim);
        cluster.time.after(random.nextInt(3_000) * 1_000_000L, () -> bootAgain(victim));
      }
      default -> changeLeader();
    }
  }

  private void bootAgain(String name) {
    if (!cluster.nodes.containsKey(name)) {
      boot(name);
    }
  }

  private void changeLeader() {
    cluster.log.nobodyLeads();
    cluster.time.after(
        random.nextInt(1_500) * 1_000_000L,
        () ->
            cluster.log.seats().stream()
                .filter(seat -> seat.isStarted() && !seat.life().isPaused())
                .skip(random.nextInt(3))
                .findFirst()
                .ifPresent(seat -> cluster.log.elect(seat.life().member().node())));
  }

  /** Values of acquisitions that were committed although the caller was told they were not. */
  List<String> lies() {
    List<String> lies = new ArrayList<>();
    for (byte[] entry : cluster.log.entries) {
      if (Envelope.decode(entry) instanceof Envelope.OfSession(var s, var n, var u, var command)
          && LeaseCodec.command(command) instanceof LeaseCommand.Acquire acquire) {
        String value = new String(acquire.value().bytes(), StandardCharsets.UTF_8);
        if (certainlyNot.contains(value)) {
          lies.add(value);
        }
      }
    }
    return lies;
  }
}
