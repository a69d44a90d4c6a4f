// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockSpec;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;

/**
 * One node of a DSM cluster, embedded in this process.
 *
 * <p>Declare collections with {@link #register}, {@link #crdt}, {@link #lease}, {@link #lock},
 * {@link #ref} and {@link #shards}, then {@link #start()}. Declaring after the start is refused
 * unless {@link Builder#dynamicRegistration} allows it. Handles may be used from any thread; before
 * the start and after {@link #close()} every operation on them raises {@link
 * DsmException.Unavailable}.
 *
 * <p>All methods are thread-safe. {@code start} and {@code close} block; everything else returns at
 * once.
 */
public interface DsmRuntime extends AutoCloseable {

  /**
   * A new builder of the implementation found on the class or module path. The defaults are a
   * standalone node without network.
   *
   * @throws DsmException.Fatal if no implementation is present
   */
  static Builder builder() {
    return ServiceLoader.load(Builder.class, DsmRuntime.class.getClassLoader())
        .findFirst()
        .or(() -> ServiceLoader.load(Builder.class).findFirst())
        .orElseThrow(
            () ->
                new DsmException.Fatal(
                    "no DSM implementation on the class path; the runtime cannot be built;"
                        + " add the dependency io.dsm:dsm-core"));
  }

  /**
   * Opens a register collection, or returns the open one if the same spec was registered before.
   *
   * @throws DsmException.Rejected if the address is open with another type, schema or setting (the
   *     message shows both), or the node has started and dynamic registration is off
   */
  <V> RegisterCollection<V> register(RegisterSpec<V> spec);

  /** Opens a CRDT collection; same rules as {@link #register}. */
  <C> CrdtCollection<C> crdt(CrdtSpec<C> spec);

  /** Opens a lease collection; same rules as {@link #register}. */
  <V> LeaseCollection<V> lease(LeaseSpec<V> spec);

  /**
   * Opens a lock; same rules as {@link #register}. Locks of other names under it need no opening of
   * their own: {@link FencedLock#named}.
   */
  FencedLock lock(LockSpec spec);

  /** Opens a reference; same rules as {@link #register}. */
  <V> Ref<V> ref(RefSpec<V> spec);

  /**
   * Opens shards; same rules as {@link #register}. None comes to this node before {@link
   * Shards#join}.
   */
  Shards shards(ShardSpec spec);

  /**
   * Joins the cluster and begins to serve. Returns when the transport is up; catching up with peers
   * and finding a consensus leader go on in the background and show in {@link #diagnostics()}.
   * Blocks for seconds at most. A second call does nothing.
   *
   * @throws DsmException.Fatal if the node cannot start; the message names the setting at fault
   */
  void start();

  /** Where the node is in its life. */
  LifecycleState state();

  /** This node in its current incarnation. */
  Member self();

  /** The members this node currently sees: a hint, never a quorum. */
  ClusterView clusterView();

  /** A consistent-enough snapshot for people, health checks and metrics; costs microseconds. */
  Diagnostics diagnostics();

  /**
   * Stops in order: refuses new work, hands shards over, releases held leases, flushes, leaves the
   * cluster, closes. Blocks for at most the shutdown timeout. A second call does nothing.
   */
  @Override
  void close();

  /** Where a node is in its life. Transitions only go downwards in the order written here. */
  enum LifecycleState {
    /** Built; collections may be declared. */
    NEW,
    /** {@link DsmRuntime#start()} is running. */
    STARTING,
    /** Serving. */
    RUNNING,
    /** Refusing new work and releasing leases. */
    STOPPING,
    /** Closed for good. */
    STOPPED
  }

  /** Collects the settings of a node. Not thread-safe. Building does not start anything. */
  interface Builder {

    /** Cluster this node belongs to; nodes of other clusters are ignored. Required. */
    Builder clusterId(String clusterId);

    /** The service this node is an instance of, shown in diagnostics. Required. */
    Builder serviceId(String serviceId);

    /**
     * Stable name of this node, unique in the cluster. Default: kept in the data directory if there
     * is one, else random.
     */
    Builder nodeId(NodeId nodeId);

    /** How nodes find each other. Default {@link Membership.Standalone}. */
    Builder membership(Membership membership);

    /**
     * The voters of the consensus tier. Default: this node alone when standalone; otherwise there
     * is no default, and lease collections are refused until voters are set.
     */
    Builder voters(Voters voters);

    /**
     * Directory of this node's durable state, created if missing and locked while the node runs.
     * Needed by consensus types outside standalone membership. Never a temporary directory.
     */
    Builder dataDirectory(Path directory);

    /** Whether collections may be declared after the start. Default false. */
    Builder dynamicRegistration(boolean allowed);

    /** How long {@link DsmRuntime#close()} may take. Default 10 s. */
    Builder shutdownTimeout(Duration timeout);

    /**
     * Runs watchers, listeners and stages of this node on threads of somebody else, such as a
     * container. What it refuses runs on threads of the node's own. Default: those, which are
     * virtual, one for each call, so that a slow one delays no other.
     *
     * @param executor must not run anything in the calling thread
     */
    Builder callbacks(Executor executor);

    /**
     * A setting without a method of its own, by its configuration key without the {@code dsm.}
     * prefix, for instance {@code repair.interval}. Unknown keys are refused by {@link #build()}.
     */
    Builder setting(String key, String value);

    /**
     * A node with these settings, in state {@link LifecycleState#NEW}.
     *
     * @throws DsmException.Rejected if a setting is missing or wrong, naming key, value and what is
     *     allowed
     */
    DsmRuntime build();
  }
}
