// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import java.util.List;
import java.util.stream.Stream;

/** Every setting this module and its companions know. The reference page lists the same. */
public final class Keys {

  static final String PREFIX = "dsm.";
  static final String TRANSPORT = "dsm.transport.";
  static final String COLLECTIONS = "dsm.collections.";

  static final String ENABLED = "dsm.enabled";
  static final String CLUSTER_ID = "dsm.cluster-id";
  static final String SERVICE_ID = "dsm.service-id";
  static final String NODE_ID = "dsm.node-id";
  static final String DATA_DIRECTORY = "dsm.data-directory";
  static final String TENANT_ID = "dsm.tenant-id";
  static final String APPLICATION_ID = "dsm.application-id";
  static final String DYNAMIC = "dsm.dynamic-registration";
  static final String SHUTDOWN_TIMEOUT = "dsm.shutdown-timeout";
  static final String CALLBACK_THREADS = "dsm.callback-threads";
  static final String MEMBERSHIP = "dsm.cluster.membership";
  static final String CHANNEL = "dsm.cluster.channel";
  static final String UNICAST_BIND_ADDRESS = "dsm.cluster.unicast.bind-address";
  static final String UNICAST_BIND_PORT = "dsm.cluster.unicast.bind-port";
  static final String UNICAST_SEEDS = "dsm.cluster.unicast.seeds";
  static final String MULTICAST_GROUP = "dsm.cluster.multicast.group";
  static final String MULTICAST_PORT = "dsm.cluster.multicast.port";
  static final String MULTICAST_BIND_ADDRESS = "dsm.cluster.multicast.bind-address";
  static final String STACK_FILE = "dsm.cluster.jgroups.stack-file";
  static final String VOTERS = "dsm.consensus.voters";
  static final String EXPECTED_SIZE = "dsm.consensus.expected-size";

  /** Names the collection of flags. */
  public static final String FLAGS = "dsm.config-source.collection";

  static final String COLLECTION_TENANT = "tenant-id";
  static final String COLLECTION_APPLICATION = "application-id";
  static final String COLLECTION_ID = "collection-id";
  static final String SCHEMA_ID = "schema-id";
  static final String CODEC = "codec";
  static final String DEFINITION = "definition";
  static final String DURABILITY = "durability";
  static final String LEASE_MODE = "lease.mode";
  static final String LEASE_TERM = "lease.term";
  static final String LEASE_RENEW_SKEW = "lease.renew-skew";
  static final String LEASE_EXPIRY_GRACE = "lease.expiry-grace";
  static final String LEASE_FENCED_ONLY = "lease.fenced-only";
  static final String SHARDS_COUNT = "shards.count";
  static final String SHARDS_DRAIN_TIMEOUT = "shards.drain-timeout";

  private static final String REQUIRED = "required";
  private static final String NONE = "none";

  private static final List<Key> NODE =
      List.of(
          new Key(ENABLED, "boolean", "true", "Whether the node is built and started at all."),
          new Key(CLUSTER_ID, "name", REQUIRED, "The cluster this node belongs to."),
          new Key(SERVICE_ID, "name", REQUIRED, "The service this node is an instance of."),
          new Key(NODE_ID, "name", "generated", "Stable name of this node, unique in its cluster."),
          new Key(DATA_DIRECTORY, "path", NONE, "Where this node keeps what must survive it."),
          new Key(TENANT_ID, "name", "shared", "Tenant of collections that name none."),
          new Key(APPLICATION_ID, "name", SERVICE_ID, "Application of collections that name none."),
          new Key(DYNAMIC, "boolean", "false", "Whether undeclared collections may be looked up."),
          new Key(SHUTDOWN_TIMEOUT, "duration", "10s", "How long stopping may take."),
          new Key(FLAGS, "name", NONE, "Register of texts whose entries override settings."),
          new Key(
              CALLBACK_THREADS,
              "own, or a JNDI name",
              "the container's if it has some, else own",
              "Which threads run watchers, observers, listeners and stages."));

  private static final List<Key> CLUSTER =
      List.of(
          new Key(
              MEMBERSHIP,
              "standalone, multicast, unicast, jgroups",
              "standalone",
              "How nodes find and reach each other."),
          new Key(CHANNEL, "own, server", "own", "Whose JGroups channel to use, in WildFly."),
          new Key(UNICAST_BIND_ADDRESS, "host", "loopback", "Local address to listen on."),
          new Key(UNICAST_BIND_PORT, "port", REQUIRED, "Local port to listen on; 0 for any."),
          new Key(UNICAST_SEEDS, "list of host:port", REQUIRED, "Where to look for members."),
          new Key(MULTICAST_GROUP, "address", "239.255.77.68", "Multicast group of the cluster."),
          new Key(MULTICAST_PORT, "port", "45588", "Multicast port of the cluster."),
          new Key(MULTICAST_BIND_ADDRESS, "host", "loopback", "Local interface to use."),
          new Key(STACK_FILE, "path", REQUIRED, "JGroups XML file, for membership jgroups."),
          new Key(VOTERS, "list of node names", NONE, "The nodes that vote in the consensus tier."),
          new Key(EXPECTED_SIZE, "number", NONE, "How many nodes vote, chosen at the first boot."));

  private static final List<Key> HEALTH =
      List.of(
          new Key("dsm.health.enabled", "boolean", "true", "Whether any DSM health check answers."),
          new Key("dsm.health.liveness.enabled", "boolean", "true", "Whether liveness answers."),
          new Key("dsm.health.readiness.enabled", "boolean", "true", "Whether readiness answers."),
          new Key("dsm.health.startup.enabled", "boolean", "true", "Whether startup answers."));

  private static final List<Key> NETWORK =
      List.of(
          new Key(
              TRANSPORT + "bundler",
              "no-bundler, transfer-queue, per-destination",
              "no-bundler",
              "How messages are bundled: for latency, throughput, or both at more memory."),
          new Key(TRANSPORT + "threads", "virtual, platform", "virtual", "Threads of the network."),
          new Key(
              TRANSPORT + "failure-port-offset",
              "number from 1 to 20000",
              "5003",
              "Port of the crash detector, counted from the bind port; up to 5 more are tried."),
          new Key(
              TRANSPORT + "ip-ttl",
              "number from 0 to 255",
              "1",
              "How many routers a multicast may pass."));

  private static final List<Key> COLLECTION =
      List.of(
          new Key(COLLECTION_TENANT, "name", TENANT_ID, "First part of the address."),
          new Key(COLLECTION_APPLICATION, "name", APPLICATION_ID, "Second part of the address."),
          new Key(COLLECTION_ID, "name", "the collection's name", "Third part of the address."),
          new Key(SCHEMA_ID, "text", "collection-id/v1", "Compatibility boundary of the values."),
          new Key(CODEC, "class", "derived", "A ValueCodec of the values or elements."),
          new Key(DEFINITION, "class", NONE, "A CrdtDefinition, for a CRDT of your own."),
          new Key(
              DURABILITY,
              "memory, local",
              "memory; CRDTs: local if there is a data directory",
              "What of registers or CRDTs survives the end of the process."),
          new Key(LEASE_MODE, "autonomous, manual", "autonomous", "Who renews leases."),
          new Key(LEASE_TERM, "duration", "10s", "How long a holder may act; 1s to 1h."),
          new Key(LEASE_RENEW_SKEW, "duration", "3s", "How long before its end renewal begins."),
          new Key(LEASE_EXPIRY_GRACE, "duration", "500ms", "How much longer others are kept out."),
          new Key(
              LEASE_FENCED_ONLY,
              "boolean",
              "false",
              "Whether a key passes on as soon as its holder is not seen; tokens alone protect."),
          new Key(SHARDS_COUNT, "number", "32", "How many shards there are; 1 to 4096."),
          new Key(SHARDS_DRAIN_TIMEOUT, "duration", "5s", "How long draining a shard may take."));

  private static final List<Key> LISTED =
      List.of(
          new Key("name", "name", REQUIRED, "Name of the collection and its bean."),
          new Key("kind", "register, lease, crdt, ref, lock, shards", REQUIRED, "What it is."),
          new Key("type", "class", REQUIRED, "The class of what it holds."));

  private Keys() {}

  /** Settings of the node, its cluster and its companions. */
  public static List<Key> node() {
    return Stream.of(NODE, CLUSTER, HEALTH).flatMap(List::stream).toList();
  }

  /** Settings of one collection: what follows {@code dsm.collections."name".}. */
  public static List<Key> collection() {
    return COLLECTION;
  }

  /** Settings of an entry where collections are listed instead of injected. */
  public static List<Key> listed() {
    return LISTED;
  }

  /** Settings of the transport this project brings; the transport itself checks them. */
  public static List<Key> network() {
    return NETWORK;
  }

  /** Settings of the core, which knows their types and ranges itself. */
  static List<String> core() {
    return io.dsm.core.runtime.Setting.keys().stream().map(PREFIX::concat).toList();
  }

  static boolean isNode(String name) {
    return node().stream().anyMatch(key -> key.name().equals(name));
  }

  static boolean isLeaseOnly(String option) {
    return option.startsWith("lease.");
  }

  static boolean isShardsOnly(String option) {
    return option.startsWith("shards.");
  }
}
