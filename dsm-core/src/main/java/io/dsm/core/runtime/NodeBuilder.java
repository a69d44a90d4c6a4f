// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import io.dsm.spi.transport.Connection;
import io.dsm.spi.transport.TransportSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds nodes on the JDK's clock, threads and files, and the transport on the class path. */
public final class NodeBuilder implements DsmRuntime.Builder {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private final Map<String, String> settings = new HashMap<>();
  private @Nullable String clusterId;
  private @Nullable String serviceId;
  private Optional<NodeId> nodeId = Optional.empty();
  private Membership membership = Membership.standalone();
  private Optional<Voters> voters = Optional.empty();
  private Optional<Path> dataDirectory = Optional.empty();
  private Optional<Executor> callbacks = Optional.empty();
  private boolean dynamicRegistration;
  private Duration shutdownTimeout = Duration.ofSeconds(10);

  /** Found by {@link ServiceLoader}. */
  public NodeBuilder() {}

  @Override
  public DsmRuntime.Builder clusterId(String id) {
    clusterId = id;
    return this;
  }

  @Override
  public DsmRuntime.Builder serviceId(String id) {
    serviceId = id;
    return this;
  }

  @Override
  public DsmRuntime.Builder nodeId(NodeId id) {
    nodeId = Optional.of(id);
    return this;
  }

  @Override
  public DsmRuntime.Builder membership(Membership way) {
    membership = way;
    return this;
  }

  @Override
  public DsmRuntime.Builder voters(Voters who) {
    voters = Optional.of(who);
    return this;
  }

  @Override
  public DsmRuntime.Builder dataDirectory(Path directory) {
    dataDirectory = Optional.of(directory);
    return this;
  }

  @Override
  public DsmRuntime.Builder dynamicRegistration(boolean allowed) {
    dynamicRegistration = allowed;
    return this;
  }

  @Override
  public DsmRuntime.Builder shutdownTimeout(Duration timeout) {
    shutdownTimeout = timeout;
    return this;
  }

  @Override
  public DsmRuntime.Builder callbacks(Executor executor) {
    callbacks = Optional.of(executor);
    return this;
  }

  @Override
  public DsmRuntime.Builder setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  @Override
  public DsmRuntime build() {
    String cluster = named("cluster id", "clusterId", clusterId);
    String service = named("service id", "serviceId", serviceId);
    if (shutdownTimeout.isNegative()) {
      throw new DsmException.Rejected(
          "a shutdown timeout of " + shutdownTimeout + " is negative; the node was not built");
    }
    Settings checked = Settings.of(settings);
    TransportChoice choice = TransportChoice.of(membership);
    Clock clock = new SystemClock();
    RandomSource random = new SystemRandom();
    Optional<NodeIdentity> identity =
        dataDirectory.map(path -> NodeIdentity.begin(path, cluster, nodeId, clock, random));
    DangerousSettings.warnings(membership, voters, dataDirectory, checked)
        .forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    try {
      return build(new Names(cluster, service), checked, choice, clock, random, identity);
    } catch (RuntimeException e) {
      identity.ifPresent(NodeIdentity::release);
      throw e;
    }
  }

  private DsmRuntime build(
      Names names,
      Settings checked,
      TransportChoice choice,
      Clock clock,
      RandomSource random,
      Optional<NodeIdentity> identity) {
    long offset = checked.duration(Setting.CLOCK_OFFSET_MAX).toMillis();
    Member self =
        identity
            .map(NodeIdentity::self)
            .orElseGet(() -> NodeIdentity.fleeting(nodeId, clock, random));
    HybridClock stamps =
        identity
            .map(known -> known.stamps(offset))
            .orElseGet(() -> HybridClock.inMemory(self, offset));
    Connection connection =
        choice.connect(
            new TransportSettings(
                names.cluster(),
                self,
                membership,
                checked.duration(Setting.FAILURE_TIMEOUT),
                checked.transport()));
    JdkTimers timers = new JdkTimers(self.node().value());
    JdkThreads threads = new JdkThreads(self.node().value(), callbacks);
    List<AutoCloseable> owned = new ArrayList<>();
    owned.add(timers);
    identity.ifPresent(known -> owned.add(known::release));
    NodePlan plan =
        new NodePlan(
            names.cluster(),
            names.service(),
            self,
            stamps,
            membership,
            votersOrDefault(self),
            dynamicRegistration,
            shutdownTimeout,
            checked,
            List.copyOf(owned));
    Ports ports =
        new Ports(
            clock,
            timers,
            random,
            threads,
            connection,
            new NodeJournals(
                names.cluster(),
                self,
                membership,
                // A thread of its own: whoever waits for a disk holds the carrier of a virtual one.
                new NodeJournals.Disk(
                    dataDirectory,
                    checked.flag(Setting.CONSENSUS_FSYNC),
                    threads.serial("checkpoints")),
                threads.workers()),
            first(ReplicatedLogProvider.class),
            Probes.all());
    return new Node(plan, ports);
  }

  private Optional<Voters> votersOrDefault(Member self) {
    if (voters.isEmpty() && membership instanceof Membership.Standalone) {
      return Optional.of(new Voters.Listed(List.of(self.node())));
    }
    return voters;
  }

  private static String named(String what, String method, @Nullable String value) {
    if (value == null || value.isBlank() || value.length() > 128) {
      throw new DsmException.Rejected(
          "the "
              + what
              + (value == null ? " is missing" : " '" + value + "' is not legal")
              + "; the node was not built; call Builder."
              + method
              + " with 1 to 128 characters");
    }
    return value;
  }

  static <T> Optional<T> first(Class<T> service) {
    return ServiceLoader.load(service, NodeBuilder.class.getClassLoader())
        .findFirst()
        .or(() -> ServiceLoader.load(service).findFirst());
  }

  private record Names(String cluster, String service) {}
}
