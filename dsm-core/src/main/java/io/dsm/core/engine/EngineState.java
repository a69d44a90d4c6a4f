// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Outcome;
import io.dsm.core.repair.RangeSession;
import io.dsm.core.repair.Served;
import io.dsm.core.repair.Wanted;
import io.dsm.core.replication.History;
import io.dsm.core.replication.Lives;
import io.dsm.core.replication.Peer;
import io.dsm.core.replication.PendingWrites;
import io.dsm.core.replication.Stability;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.crdt.Dot;
import io.dsm.crdt.VersionVector;
import io.dsm.spi.probe.ProbeEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that the eventual tier of a node knows. Changed by the handlers only, one event at a time;
 * what is concurrent or volatile in it may be read by any thread.
 */
public final class EngineState {

  final Member self;
  final EngineSettings settings;
  final HybridClock clock;
  final History history;
  final Map<CollectionAddress, Replica> replicas = new ConcurrentHashMap<>();
  final Map<Member, Peer> peers = new ConcurrentHashMap<>();
  final PendingWrites pendingWrites;
  final Served served = new Served();
  final Wanted wanted = new Wanted();
  final Counters counters = new Counters();
  final CatchUp catchUp = new CatchUp();
  final Persistence persistence = new Persistence();
  final Stability stability;

  /** What the journal kept but nobody could read, the first of it in words. */
  final AtomicReference<@Nullable String> unrecovered = new AtomicReference<>();

  /** The comparison of ranges this node makes now, with one peer at a time; null if none. */
  @Nullable RangeSession session;

  /** Comparisons begun so far. */
  long sessions;

  /** Whether the comparison waits for its pace and will be woken. */
  boolean sessionWaits;

  /** Collections to compare with peers when the present comparison is over. */
  final Map<Member, List<CollectionAddress>> pendingPulls = new LinkedHashMap<>();

  /** What was known here at the last repair tick: older operations are no longer under way. */
  VersionVector settled = VersionVector.EMPTY;

  /** What was known here at the tick before: becomes {@link #settled} at the next one. */
  VersionVector settling = VersionVector.EMPTY;

  /** Peers with another digest that may still be asked before the next repair tick. */
  int asksLeft = 1;

  volatile ClusterView view;
  boolean started;

  /** Whether content of earlier lives is here, of which no vector tells. */
  boolean beyond;

  volatile boolean rebuilding;

  /** Peers that said goodbye: their leaving is no fault. */
  final Set<Member> departing = new HashSet<>();

  public EngineState(EngineSettings settings, HybridClock clock, Member self) {
    this.self = self;
    this.settings = settings;
    this.stability = new Stability(settings.roster());
    this.clock = clock;
    this.pendingWrites = new PendingWrites(settings.pendingWritesMax());
    this.history = new History(settings.networked() ? settings.logBytesMax() : 0);
    this.view = new ClusterView(0, List.of(self));
  }

  /** Whether a life is over for good, so that nothing of it is kept, taken or sent any more. */
  boolean isOver(Member origin, Moment now) {
    long before = now.wallMillis() - 2 * settings.tombstoneHorizonMillis();
    return Lives.isOver(origin, history.origins(), before)
        || Lives.isOver(origin, view.members(), before);
  }

  /** Stands for what is known of members that are not visible now. */
  long goneRoot() {
    return history.root(origin -> !origin.equals(self) && !peers.containsKey(origin));
  }

  /** The members seen now. */
  public ClusterView view() {
    return view;
  }

  /** A number that is equal on nodes that hold the same. For tests, while nothing happens. */
  public long content() {
    return new Contents(this).root();
  }

  /** The dots that a CRDT of dots holds. For tests, while nothing happens. */
  public Set<Dot> dots(CollectionAddress collection, String key) {
    return new Contents(this).dots(collection, key);
  }

  /** What is known here. */
  public VersionVector known() {
    return history.known();
  }

  public Counters counters() {
    return counters;
  }

  public CatchUp catchUp() {
    return catchUp;
  }

  /**
   * Whoever had content of durable collections shall give it: what was here is lost, and vectors
   * cannot show it, for they begin empty with every life. Before the start only.
   */
  public void rebuild() {
    catchUp.requirePeer();
    replicas.values().stream()
        .filter(Replica::durable)
        .forEach(replica -> wanted.add(replica.address(), VersionVector.EMPTY));
    rebuilding = !wanted.isEmpty();
  }

  /** Whether content is lacking that {@link #rebuild} asked for. */
  public boolean isRebuilding() {
    return rebuilding || !catchUp.isDone();
  }

  /** What of the journal could not be merged, in words; null if everything was. */
  public @Nullable String unrecovered() {
    return unrecovered.get();
  }

  /** Writes whose callers wait. */
  public int pendingWrites() {
    return pendingWrites.size();
  }

  /** The replicas of all open collections, by address; a live view. */
  public Map<CollectionAddress, Replica> replicas() {
    return java.util.Collections.unmodifiableMap(replicas);
  }

  /** Per visible peer, operations of this node it is not known to have. */
  public Map<Member, Long> lag() {
    long last = history.last(self);
    Map<Member, Long> lag = new java.util.HashMap<>();
    peers.forEach((member, peer) -> lag.put(member, Math.max(0, last - peer.acknowledged())));
    return lag;
  }

  /** Answers a caller that its change of a durable collection cannot be kept now. */
  void refuse(Caller caller, CollectionAddress collection, Effects out) {
    refuse(caller, collection, persistence.refusal(collection), out);
  }

  /** Answers a caller that nothing was done, and counts it if that is for too much that waits. */
  void refuse(
      Caller caller, CollectionAddress collection, DsmException.Unavailable why, Effects out) {
    if (why instanceof DsmException.Overloaded overloaded) {
      counters.refusedWrites.incrementAndGet();
      out.observe(new ProbeEvent.WriteRefused(collection, overloaded.queue()));
    }
    out.complete(caller, new Outcome.Failed(why));
  }

  /** Throws if something is wrong that no sequence of events may lead to. For tests. */
  public void validate() {
    history.validate();
    long last = history.last(self);
    peers.forEach(
        (member, peer) -> {
          check(!member.equals(self), "this node is its own peer");
          check(view.members().contains(member), "peer " + member + " is not visible");
          check(peer.acknowledged() <= last, "peer " + member + " knows what was not written");
        });
    check(
        peers.size() == view.members().stream().filter(m -> !m.equals(self)).count(),
        "peers " + peers.keySet() + " differ from view " + view);
    check(pendingWrites.size() <= pendingWrites.max(), "too many callers wait");
    replicas.forEach(
        (address, replica) ->
            check(address.equals(replica.address()), "replica of " + address + " is misplaced"));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
