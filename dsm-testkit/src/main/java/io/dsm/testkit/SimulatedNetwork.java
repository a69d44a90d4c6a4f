// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.cluster.Member;
import io.dsm.spi.transport.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The network of a simulated cluster. Links are between machines, ports belong to lives. */
final class SimulatedNetwork {

  /** How long a membership service takes to notice, chosen anew for every node and change. */
  private static final int NOTICE_MILLIS = 2_000;

  private final VirtualTime time;
  private final Sabotage sabotage;
  private final Map<Member, SimulatedPort> ports = new TreeMap<>();
  private final Set<Link> blocked = new HashSet<>();
  private final Map<Link, Long> lastArrival = new HashMap<>();
  private Weather weather = Weather.FAIR;
  private long frames;

  /** One direction. */
  record Link(String from, String to) {}

  SimulatedNetwork(VirtualTime time, Sabotage sabotage) {
    this.time = time;
    this.sabotage = sabotage;
  }

  Connection connect(Member self, Machine machine) {
    SimulatedPort port = new SimulatedPort(self, machine, this);
    return new Connection(port, port);
  }

  void weather(Weather now) {
    weather = now;
  }

  /** Frames sent so far, one per receiver. */
  long frames() {
    return frames;
  }

  void block(Link link) {
    blocked.add(link);
    noticeSoon();
  }

  void unblock(Link link) {
    blocked.remove(link);
    noticeSoon();
  }

  void unblockAll() {
    blocked.clear();
    noticeSoon();
  }

  boolean isOpen(String from, String to) {
    return !blocked.contains(new Link(from, to));
  }

  void attach(SimulatedPort port) {
    ports.put(port.self(), port);
    port.look(visibleFrom(port.self()));
    noticeSoon();
  }

  void detach(Member member) {
    ports.remove(member);
    noticeSoon();
  }

  List<Member> others(Member self) {
    return ports.keySet().stream().filter(member -> !member.equals(self)).toList();
  }

  void send(Member from, Member to, byte[] frame) {
    frames++;
    if (!isOpen(from, to) || time.random().nextInt(100) < weather.lossPercent()) {
      return;
    }
    Optional<byte[]> travelling = sabotage.frame(from, to, frame);
    int copies = time.random().nextInt(100) < weather.duplicatePercent() ? 2 : 1;
    for (int i = 0; i < copies && travelling.isPresent(); i++) {
      byte[] copy = travelling.get().clone();
      time.schedule(delay(new Link(from.toString(), to.toString())), () -> arrive(from, to, copy));
    }
  }

  private long delay(Link link) {
    long least = weather.leastDelay().toNanos();
    long spread = weather.greatestDelay().toNanos() - least + 1;
    long arrival = time.nanos() + least + time.random().nextLong(spread);
    if (!weather.reordering()) {
      arrival = Math.max(arrival, lastArrival.getOrDefault(link, 0L));
    }
    lastArrival.put(link, arrival);
    return arrival - time.nanos();
  }

  private void arrive(Member from, Member to, byte[] frame) {
    SimulatedPort port = ports.get(to);
    if (port != null && isOpen(from, to)) {
      port.arrived(from, frame);
    }
  }

  private boolean isOpen(Member from, Member to) {
    return isOpen(from.node().value(), to.node().value());
  }

  private List<Member> visibleFrom(Member self) {
    return ports.keySet().stream()
        .filter(other -> other.equals(self) || (isOpen(self, other) && isOpen(other, self)))
        .toList();
  }

  private void noticeSoon() {
    for (SimulatedPort port : List.copyOf(ports.values())) {
      time.schedule(
          1_000_000L * time.random().nextInt(NOTICE_MILLIS),
          () -> {
            if (ports.get(port.self()) == port) {
              port.look(visibleFrom(port.self()));
            }
          });
    }
  }
}
