// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the view, at which address, and the lane of frames to each. Replaced as a whole with
 * every view; read without a lock.
 */
final class Peers {

  private static final long FLUSH_MILLIS = 500;

  /** Hands one frame for one address to the network. */
  @FunctionalInterface
  interface Outlet {
    void send(Address target, byte[] frame) throws Exception;
  }

  private final Outlet outlet;
  private final LongAdder dropped;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dsm-send-", 0).factory());
  private final CountDownLatch started = new CountDownLatch(1);
  private final Map<Address, PeerLane> lanes = new ConcurrentHashMap<>();
  private final List<Runnable> free = new CopyOnWriteArrayList<>();
  private volatile Map<Member, Address> addresses = Map.of();
  private volatile Map<Address, Member> members = Map.of();
  private volatile Others others = new Others(members, List.of());

  /** The lanes to the members of a view without this node. */
  private record Others(Map<Address, Member> of, List<PeerLane> lanes) {}

  Peers(Outlet outlet, LongAdder dropped) {
    this.outlet = outlet;
    this.dropped = dropped;
  }

  /** Lets frames out. Until then they wait in their lanes, since the channel would refuse them. */
  void start() {
    started.countDown();
  }

  /** Says who else is told when a lane has become idle. */
  void whenFree(Runnable told) {
    free.add(told);
  }

  /** Whether there are lanes to others and none of them is idle. */
  boolean busy(@Nullable Address self) {
    List<PeerLane> lanes = others(self);
    for (PeerLane lane : lanes) {
      if (lane.idle()) {
        return false;
      }
    }
    return !lanes.isEmpty();
  }

  /** Whether a lane is so full that its next frame might have to wait. */
  boolean crowded(@Nullable Address self) {
    for (PeerLane lane : others(self)) {
      if (lane.crowded()) {
        return true;
      }
    }
    return false;
  }

  /** Takes the members of a new view; called by one thread at a time. */
  void replace(Map<Address, Member> seen) {
    Map<Member, Address> byMember = new HashMap<>();
    seen.forEach((address, member) -> byMember.put(member, address));
    members = Map.copyOf(seen);
    addresses = Map.copyOf(byMember);
    lanes.forEach(
        (address, lane) -> {
          if (!seen.containsKey(address)) {
            lane.clear();
            // A lane that still hangs in a send stays, so that its last frame cannot overtake.
            if (lane.idle()) {
              lanes.remove(address);
            }
          }
        });
  }

  /** Who sends from that address; null if it is not in the view. */
  @Nullable Member member(Address address) {
    return members.get(address);
  }

  /** The lane to a member, or null if it is not in the view. */
  @Nullable PeerLane lane(Member member) {
    Address address = addresses.get(member);
    return address == null ? null : lane(address);
  }

  /** The lanes to everyone in the view but one. */
  List<PeerLane> others(@Nullable Address self) {
    Map<Address, Member> now = members;
    Others known = others;
    if (known.of() == now) {
      return known.lanes();
    }
    List<PeerLane> lanes = new ArrayList<>(now.size());
    for (Address address : now.keySet()) {
      if (!address.equals(self)) {
        lanes.add(lane(address));
      }
    }
    others = new Others(now, List.copyOf(lanes));
    return lanes;
  }

  /** Lets waiting frames out for at most half a second, then drops them. */
  void close() {
    executor.shutdown();
    try {
      if (started.getCount() == 0) {
        executor.awaitTermination(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
    lanes.values().forEach(PeerLane::clear);
  }

  private PeerLane lane(Address address) {
    return lanes.computeIfAbsent(
        address,
        target ->
            new PeerLane(frame -> transmit(target, frame), executor, dropped, this::tellFree));
  }

  private void tellFree() {
    free.forEach(Runnable::run);
  }

  private void transmit(Address target, byte[] frame) throws Exception {
    started.await();
    outlet.send(target, frame);
  }
}
