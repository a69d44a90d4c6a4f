// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLogSettings.Timing;
import io.dsm.core.consensus.VoterId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A group of voters and the verbs of a test. */
public final class Cluster {

  public static final long MILLIS = 1_000_000;
  public static final long SECONDS = 1_000 * MILLIS;

  private final Schedule schedule;
  private final Network network;
  private final Truth truth = new Truth();
  private final List<Seat> seats = new ArrayList<>();
  private final List<VoterId> founders;
  private final Timing timing;

  public Cluster(long seed, int voters) {
    this(seed, voters, timing(1_000, 50_000));
  }

  public Cluster(long seed, int voters, Timing timing) {
    this.schedule = new Schedule(seed);
    this.network = new Network(schedule);
    network.tap(truth::sent);
    this.timing = timing;
    this.founders = IntStream.range(0, voters).mapToObj(Cluster::id).toList();
    founders.forEach(founder -> seats.add(new Seat(founder, founders, this, timing)));
  }

  private static VoterId id(int place) {
    return new VoterId(NodeId.of(String.valueOf((char) ('a' + place))), 0);
  }

  /** One more seat, whose voter is no founder; not started. */
  public Seat addSeat() {
    Seat seat = new Seat(id(seats.size()), founders, this, timing);
    seats.add(seat);
    return seat;
  }

  public static Timing timing(int pendingMax, int snapshotEvery) {
    return new Timing(Duration.ofMillis(200), Duration.ofMillis(1_000), pendingMax, snapshotEvery);
  }

  public Cluster startAll() {
    seats.forEach(Seat::start);
    return this;
  }

  public Schedule schedule() {
    return schedule;
  }

  public Network network() {
    return network;
  }

  public Truth truth() {
    return truth;
  }

  public List<Seat> seats() {
    return seats;
  }

  public Seat seat(int index) {
    return seats.get(index);
  }

  /** Who leads now, in the newest term if several believe so. */
  public Optional<Seat> leader() {
    return seats.stream()
        .filter(Seat::isLeading)
        .max(Comparator.comparingLong(seat -> seat.log().status().term()));
  }

  public Seat awaitLeader() {
    await("a leader", () -> leader().isPresent());
    return leader().orElseThrow();
  }

  /** A leader that is not this voter. */
  public Seat awaitLeaderBut(Seat other) {
    await("another leader", () -> leader().isPresent() && leader().orElseThrow() != other);
    return leader().orElseThrow();
  }

  public List<Seat> followers() {
    Seat leader = awaitLeader();
    return seats.stream().filter(seat -> seat != leader).toList();
  }

  public CompletableFuture<byte[]> propose(Seat seat, String command) {
    CompletableFuture<byte[]> answer =
        seat.log().propose(command.getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
    return answer.whenComplete(
        (size, failure) -> {
          if (failure == null) {
            truth.acknowledged(AppendingMachine.sizeIn(size));
          }
        });
  }

  /** Proposes at the leader until it is acknowledged; returns its number. */
  public int commit(String command) {
    for (int attempt = 0; attempt < 50; attempt++) {
      // An attempt without an answer may have succeeded, so each has a name of its own.
      String name = attempt == 0 ? command : command + "~" + attempt;
      CompletableFuture<byte[]> answer = propose(awaitLeader(), name);
      schedule.runUntil(5 * SECONDS, answer::isDone);
      if (answer.isDone() && !answer.isCompletedExceptionally()) {
        return AppendingMachine.sizeIn(answer.join());
      }
      schedule.runFor(100 * MILLIS);
    }
    throw new AssertionError("'" + command + "' was never acknowledged");
  }

  public void commit(int count, String prefix) {
    for (int i = 0; i < count; i++) {
      commit(prefix + i);
    }
  }

  /** Cuts a voter off from all others, both ways. */
  public void isolate(Seat seat) {
    for (Seat other : seats) {
      network.cut(seat.node(), other.node());
      network.cut(other.node(), seat.node());
    }
  }

  public void heal() {
    network.heal();
  }

  public void await(String what, BooleanSupplier condition) {
    if (!schedule.runUntil(60 * SECONDS, condition)) {
      throw new AssertionError("no " + what + " within a minute of virtual time; " + describe());
    }
  }

  /** Waits until all voters that are up hold the same commands, all there are. */
  public void awaitAgreement() {
    await(
        "agreement",
        () ->
            seats.stream()
                .filter(Seat::isUp)
                .allMatch(seat -> seat.machine().commands().equals(truth.commands())));
  }

  public String describe() {
    StringBuilder text = new StringBuilder();
    for (Seat seat : seats) {
      text.append(seat.node()).append(' ');
      text.append(
          seat.isUp() ? seat.log().status() + " size " + seat.machine().commands().size() : "down");
      text.append("; ");
    }
    return text + " violations " + truth.violations();
  }
}
