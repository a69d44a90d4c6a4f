// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Site;
import io.dsm.cdi.model.TypeName;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseMode;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.FencedLock;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

  private static final Declarations LEASE =
      Declarations.of(
          List.of(
              new Site(
                  Kind.LEASE,
                  "shard.owner",
                  new TypeName.Generic(
                      LeaseCollection.class.getName(),
                      List.of(new TypeName.Plain("java.lang.String"))),
                  false,
                  "com.acme.Gateway, field shards")));

  private static Plan read(Declarations declarations, ConfigSource source) {
    return PlanReader.read(
        new SmallRyeConfigBuilder().withSources(source).build(),
        declarations,
        new Surroundings(PlanReaderTest.class.getClassLoader(), _ -> false, _ -> Optional.empty()));
  }

  private static ConfigSource properties(Map<String, String> settings) {
    return new PropertiesConfigSource(settings, "test settings", 500);
  }

  @Test
  void everySettingReachesItsPlace() {
    Plan plan =
        read(
            LEASE,
            properties(
                Map.ofEntries(
                    Map.entry("dsm.cluster-id", "prod"),
                    Map.entry("dsm.service-id", "gateway"),
                    Map.entry("dsm.node-id", "n1"),
                    Map.entry("dsm.data-directory", "/var/lib/gateway"),
                    Map.entry("dsm.tenant-id", "acme"),
                    Map.entry("dsm.shutdown-timeout", "PT20S"),
                    Map.entry("dsm.dynamic-registration", "true"),
                    Map.entry("dsm.cluster.membership", "unicast"),
                    Map.entry("dsm.cluster.unicast.bind-address", "127.0.0.1"),
                    Map.entry("dsm.cluster.unicast.bind-port", "7800"),
                    Map.entry("dsm.cluster.unicast.seeds", "127.0.0.1:7800,127.0.0.1:7801"),
                    Map.entry("dsm.consensus.voters", "n1, n2, n3"),
                    Map.entry("dsm.callback-threads", "own"),
                    Map.entry("dsm.repair.interval", "2s"),
                    Map.entry("dsm.transport.anything", "x"),
                    Map.entry("dsm.collections.\"shard.owner\".application-id", "other"),
                    Map.entry("dsm.collections.\"shard.owner\".collection-id", "shards"),
                    Map.entry("dsm.collections.\"shard.owner\".schema-id", "shards/v2"),
                    Map.entry("dsm.collections.\"shard.owner\".lease.mode", "manual"),
                    Map.entry("dsm.collections.\"shard.owner\".lease.term", "30s"),
                    Map.entry("dsm.collections.\"shard.owner\".lease.renew-skew", "9s"),
                    Map.entry("dsm.collections.\"shard.owner\".lease.expiry-grace", "1s"),
                    Map.entry("dsm.collections.\"shard.owner\".lease.fenced-only", "true"))));
    assertThat(plan).isInstanceOf(Plan.Ready.class);
    Plan.Ready ready = (Plan.Ready) plan;
    assertThat(ready.node())
        .isEqualTo(
            new NodePlan(
                "prod",
                "gateway",
                Optional.of(NodeId.of("n1")),
                Optional.of(Path.of("/var/lib/gateway")),
                new Membership.Unicast(
                    List.of(
                        new InetSocketAddress("127.0.0.1", 7800),
                        new InetSocketAddress("127.0.0.1", 7801)),
                    Optional.of("127.0.0.1"),
                    7800),
                Optional.of(Voters.of("n1", "n2", "n3")),
                Optional.of(Duration.ofSeconds(20)),
                true,
                Optional.of("own"),
                Map.of("repair.interval", "2s", "transport.anything", "x")));
    CollectionPlan collection = ready.collections().getFirst();
    assertThat(collection.address()).hasToString("acme/other/shards");
    assertThat(collection.schemaId()).isEqualTo("shards/v2");
    assertThat(collection.mode()).isEqualTo(LeaseMode.MANUAL);
    assertThat(collection.fencedOnly()).isTrue();
    assertThat(collection.timing())
        .isEqualTo(
            new LeaseSpec.Timing(
                Duration.ofSeconds(30), Duration.ofSeconds(9), Duration.ofSeconds(1)));
  }

  @Test
  void aLockIsFencedOnlyAsALeaseIs() {
    Declarations lock =
        Declarations.of(
            List.of(
                new Site(
                    Kind.LOCK,
                    "report",
                    new TypeName.Plain(FencedLock.class.getName()),
                    false,
                    "com.acme.Gateway, field report")));
    Map<String, String> node = Map.of("dsm.cluster-id", "prod", "dsm.service-id", "gateway");
    Map<String, String> fenced = new HashMap<>(node);
    fenced.put("dsm.collections.report.lease.fenced-only", "true");

    assertThat(read(lock, properties(node)))
        .isInstanceOfSatisfying(
            Plan.Ready.class,
            plan -> assertThat(plan.collections().getFirst().fencedOnly()).isFalse());
    assertThat(read(lock, properties(fenced)))
        .isInstanceOfSatisfying(
            Plan.Ready.class,
            plan -> assertThat(plan.collections().getFirst().fencedOnly()).isTrue());
  }

  @Test
  void defaultsAreStandaloneAndShared() {
    Plan plan =
        read(LEASE, properties(Map.of("dsm.cluster-id", "prod", "dsm.service-id", "gateway")));
    Plan.Ready ready = (Plan.Ready) plan;
    assertThat(ready.node().membership()).isEqualTo(Membership.standalone());
    assertThat(ready.node().others()).isEmpty();
    CollectionPlan collection = ready.collections().getFirst();
    assertThat(collection.address()).hasToString("shared/gateway/shard.owner");
    assertThat(collection.schemaId()).isEqualTo("shard.owner/v1");
    assertThat(collection.timing()).isEqualTo(LeaseSpec.Timing.DEFAULT);
    assertThat(collection.mode()).isEqualTo(LeaseMode.AUTONOMOUS);
  }

  @Test
  void environmentVariablesCountAndForeignOnesAreNoMistake() {
    Plan plan =
        read(
            LEASE,
            new EnvConfigSource(
                Map.of(
                    "DSM_CLUSTER_ID", "prod",
                    "DSM_SERVICE_ID", "gateway",
                    "DSM_REPAIR_BATCH_BYTES", "2MiB",
                    "DSM_PORT_7800_TCP", "tcp://10.0.0.1:7800",
                    "DSM_COLLECTIONS__SHARD_OWNER__SCHEMA_ID", "shards/v3"),
                300));
    assertThat(plan).isInstanceOf(Plan.Ready.class);
    Plan.Ready ready = (Plan.Ready) plan;
    assertThat(ready.node().clusterId()).isEqualTo("prod");
    assertThat(ready.node().others()).containsOnlyKeys("repair.batch-bytes");
    assertThat(ready.collections().getFirst().schemaId()).isEqualTo("shards/v3");
  }

  @Test
  void aValueTheCoreRefusesIsReportedWithItsSource() {
    Plan plan =
        read(
            LEASE,
            properties(
                Map.of(
                    "dsm.cluster-id", "prod",
                    "dsm.service-id", "gateway",
                    "dsm.repair.interval", "0s",
                    "dsm.repair.intervall", "1s")));
    assertThat(plan).isInstanceOf(Plan.Wrong.class);
    assertThat(plan.toString())
        .contains("dsm.repair.interval = '0s' (from ", "test settings")
        .contains("did you mean dsm.repair.interval?");
  }
}
