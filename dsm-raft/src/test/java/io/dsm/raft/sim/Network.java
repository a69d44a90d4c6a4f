// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.cluster.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Carries messages late, twice, out of order or not at all. */
public final class Network {

  private record Link(NodeId from, NodeId to) {}

  /** Sees every message that is sent. */
  @FunctionalInterface
  public interface Tap {
    void sent(NodeId from, NodeId to, byte[] message);
  }

  private final Schedule schedule;
  private final Map<NodeId, BiConsumer<NodeId, byte[]>> receivers = new TreeMap<>();
  private final Set<Link> cut = new HashSet<>();
  private final List<Tap> taps = new ArrayList<>();
  private double loss;
  private double duplication;
  private long delayMax = 1_000_000;

  public Network(Schedule schedule) {
    this.schedule = schedule;
  }

  public void attach(NodeId node, BiConsumer<NodeId, byte[]> receiver) {
    receivers.put(node, receiver);
  }

  public void tap(Tap tap) {
    taps.add(tap);
  }

  public void disturb(double lossNow, double duplicationNow, long delayMaxNanos) {
    loss = lossNow;
    duplication = duplicationNow;
    delayMax = delayMaxNanos;
  }

  public void cut(NodeId from, NodeId to) {
    cut.add(new Link(from, to));
  }

  public void heal() {
    cut.clear();
  }

  public void send(NodeId from, NodeId to, byte[] message) {
    taps.forEach(tap -> tap.sent(from, to, message));
    deliverLater(from, to, message);
    if (duplication > 0 && schedule.chance(duplication)) {
      deliverLater(from, to, message);
    }
  }

  private void deliverLater(NodeId from, NodeId to, byte[] message) {
    if (loss > 0 && schedule.chance(loss)) {
      return;
    }
    schedule.after(
        50_000 + schedule.below((int) delayMax),
        () -> {
          BiConsumer<NodeId, byte[]> receiver = receivers.get(to);
          if (receiver != null && !cut.contains(new Link(from, to))) {
            receiver.accept(from, message.clone());
          }
        });
  }
}
