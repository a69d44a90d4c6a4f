// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stands for an agreed log: one list of commands, at most one voter that may append at a time, and
 * all the uncertainty a real one shows to its callers.
 */
final class SharedLog {

  final List<byte[]> entries = new ArrayList<>();
  final Map<String, byte[]> firstVerdicts = new HashMap<>();
  final List<String> violations = new ArrayList<>();
  private final Random random;
  private final List<Seat> seats = new ArrayList<>();
  private Optional<NodeId> leader = Optional.empty();
  private long term;

  SharedLog(Random random) {
    this.random = random;
  }

  Optional<NodeId> leader() {
    return leader;
  }

  Seat seat(SimulatedLife life, StateMachine machine) {
    seats.removeIf(seat -> seat.life.member().node().equals(life.member().node()));
    Seat seat = new Seat(life, machine);
    seats.add(seat);
    return seat;
  }

  List<Seat> seats() {
    return seats;
  }

  void nobodyLeads() {
    leader = Optional.empty();
    for (Seat seat : seats) {
      if (seat.believesToLead) {
        // It goes on believing for a while.
        seat.life.soon(random.nextInt(400) * 1_000_000L, seat::stepDownIfDeposed);
      }
    }
  }

  void elect(NodeId node) {
    nobodyLeads();
    term++;
    for (Seat seat : seats) {
      if (seat.life.member().node().equals(node) && seat.started) {
        leader = Optional.of(node);
        seat.catchUp();
        seat.believesToLead = true;
        seat.machine.leadershipChanged(true);
      }
    }
  }

  private byte[] append(Seat at, byte[] command) {
    entries.add(command);
    byte[] verdict = at.catchUp();
    for (Seat seat : seats) {
      if (seat != at) {
        seat.life.soon(random.nextInt(50) * 1_000_000L, seat::catchUp);
      }
    }
    return verdict;
  }

  private void checkOnce(byte[] command, byte[] verdict) {
    if (Envelope.decode(command) instanceof Envelope.OfSession(var s, var number, var u, var c)) {
      byte[] first = firstVerdicts.putIfAbsent(s + "/" + number, verdict);
      boolean applied = Verdict.decode(verdict) instanceof Verdict.Applied;
      if (first != null && applied && !Arrays.equals(first, verdict)) {
        violations.add("command " + number + " of " + s + " was applied twice");
      }
    }
  }

  /** One voter of the log. */
  final class Seat implements ReplicatedLog {
    private final SimulatedLife life;
    private final StateMachine machine;
    private int applied;
    private boolean started;
    private boolean believesToLead;

    Seat(SimulatedLife life, StateMachine machine) {
      this.life = life;
      this.machine = machine;
    }

    SimulatedLife life() {
      return life;
    }

    StateMachine machine() {
      return machine;
    }

    boolean isStarted() {
      return started && !life.isDead();
    }

    byte[] catchUp() {
      byte[] verdict = new byte[0];
      while (applied < entries.size()) {
        byte[] entry = entries.get(applied);
        applied++;
        verdict = machine.apply(applied, entry);
        checkOnce(entry, verdict);
      }
      return verdict;
    }

    private void stepDownIfDeposed() {
      if (believesToLead && !leads()) {
        believesToLead = false;
        machine.leadershipChanged(false);
      }
    }

    private boolean leads() {
      return leader.equals(Optional.of(life.member().node()));
    }

    @Override
    public void start() {
      started = true;
      Optional<Seat> ahead =
          seats.stream().filter(seat -> seat != this && seat.isStarted()).findFirst();
      if (ahead.isPresent() && random.nextBoolean()) {
        machine.install(ahead.get().applied, ahead.get().machine.snapshot());
        applied = ahead.get().applied;
      }
      catchUp();
    }

    @Override
    public CompletionStage<byte[]> propose(byte[] command) {
      CompletableFuture<byte[]> promise = new CompletableFuture<>();
      if (!believesToLead) {
        promise.completeExceptionally(new NotLeader(leader));
        return promise;
      }
      long began = term;
      life.soon(500_000 + random.nextInt(4_000_000), () -> commit(command, began, promise));
      return promise;
    }

    private void commit(byte[] command, long began, CompletableFuture<byte[]> promise) {
      if (leads() && term == began) {
        promise.complete(append(this, command));
        return;
      }
      if (random.nextBoolean()) {
        // It had reached enough voters: the next leader brings it in.
        seats.stream().filter(Seat::leads).findFirst().ifPresent(next -> append(next, command));
      }
      promise.completeExceptionally(new DsmException.Indeterminate("the term has ended"));
    }

    @Override
    public CompletionStage<byte[]> read(byte[] query) {
      CompletableFuture<byte[]> promise = new CompletableFuture<>();
      life.soon(
          1_000_000,
          () -> {
            if (leads() && believesToLead) {
              catchUp();
              promise.complete(machine.query(query));
            } else {
              promise.completeExceptionally(new NotLeader(leader));
            }
          });
      return promise;
    }

    @Override
    public void messageReceived(NodeId sender, byte[] message) {
      throw new AssertionError("this log sends no messages");
    }

    @Override
    public Status status() {
      Role role = believesToLead ? Role.LEADER : Role.FOLLOWER;
      List<NodeId> voters = seats.stream().map(seat -> seat.life.member().node()).sorted().toList();
      return new Status(role, leader, term, entries.size(), applied, voters);
    }

    @Override
    public void close() {
      started = false;
      believesToLead = false;
    }
  }
}
