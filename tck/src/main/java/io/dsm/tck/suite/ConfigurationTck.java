// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.diagnostics.CollectionDiagnostics;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.FixedSource;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings are those of MicroProfile Config, for the node and for each collection. */
@ExtendWith(ArquillianExtension.class)
public class ConfigurationTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("configuration", ConfigurationTck.class, FixedSource.class, Route.class)
        .with("mp.config.profile", "tck")
        .with("quarkus.test.profile", "tck")
        .with("dsm.service-id", "from-file")
        .with("dsm.node-id", "from-file")
        .with("%tck.dsm.tenant-id", "profiled")
        .with("dsm.tenant-id", "not-profiled")
        .with("tck.word", "expressed")
        .with("dsm.collections.moved.tenant-id", "moved-tenant")
        .with("dsm.collections.moved.application-id", "moved-application")
        .with("dsm.collections.moved.collection-id", "${tck.word}")
        .with("dsm.collections.moved.schema-id", "moved/v7")
        .with("dsm.collections.\"a.b\".collection-id", "quoted")
        .with("dsm.collections.short.lease.term", "4s")
        .with("dsm.collections.short.lease.renew-skew", "1500ms")
        .with("dsm.collections.long.lease.term", "PT2M")
        .file(
            "META-INF/services/" + ConfigSource.class.getName(),
            FixedSource.High.class.getName() + "\n" + FixedSource.Low.class.getName() + "\n")
        .build();
  }

  /** Collections with settings of their own. */
  @ApplicationScoped
  public static class Handles {
    @Inject
    @DsmRegister("plain")
    RegisterCollection<Route> plain;

    @Inject
    @DsmRegister("moved")
    RegisterCollection<Route> moved;

    @Inject
    @DsmRegister("a.b")
    RegisterCollection<Route> dotted;

    @Inject
    @DsmLease("short")
    LeaseCollection<Route> brief;

    @Inject
    @DsmLease("long")
    LeaseCollection<Route> extended;

    @Inject DsmRuntime runtime;

    CollectionDiagnostics collection(CollectionAddress address) {
      return runtime.diagnostics().collections().stream()
          .filter(each -> each.address().equals(address))
          .findFirst()
          .orElseThrow(
              () -> new AssertionError(address + " is not open: " + runtime.diagnostics()));
    }

    Duration termOf(String name) throws Exception {
      LeaseCollection<Route> leases = name.equals("short") ? brief : extended;
      leases.acquire("k", new Route("h", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
      return leases.held("k").orElseThrow().remaining();
    }

    DsmRuntime runtime() {
      return runtime;
    }
  }

  @Inject Handles handles;

  @Test
  @Assertion({"config.file", "config.low"})
  public void theFileOfTheApplicationIsReadAndBeatsSourcesOfLessOrdinal() {
    assertThat(handles.runtime().diagnostics().serviceId()).isEqualTo("from-file");
  }

  @Test
  @Assertion("config.ordinal")
  public void aSourceOfGreaterOrdinalWins() {
    assertThat(handles.runtime().self().node().value()).isEqualTo("from-source");
  }

  @Test
  @Assertion("config.profile")
  public void theProfileWins() {
    assertThat(
            handles
                .collection(new CollectionAddress("profiled", "from-file", "plain"))
                .address()
                .tenantId())
        .isEqualTo("profiled");
  }

  @Test
  @Assertion("config.default")
  public void defaultsComeFromTheNameOfTheCollection() {
    assertThat(
            handles.collection(new CollectionAddress("profiled", "from-file", "plain")).schemaId())
        .isEqualTo("plain/v1");
  }

  @Test
  @Assertion({"config.collection", "config.expression"})
  public void oneCollectionMayDiffer() {
    assertThat(
            handles
                .collection(new CollectionAddress("moved-tenant", "moved-application", "expressed"))
                .schemaId())
        .isEqualTo("moved/v7");
  }

  @Test
  @Assertion("config.quoted")
  public void aNameWithADotIsQuoted() {
    assertThat(
            handles
                .collection(new CollectionAddress("profiled", "from-file", "quoted"))
                .address()
                .collectionId())
        .isEqualTo("quoted");
  }

  @Test
  @Assertion("config.duration")
  public void durationsAreReadInBothNotations() throws Exception {
    assertThat(handles.termOf("short")).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(4));
    assertThat(handles.termOf("long")).isGreaterThan(Duration.ofSeconds(60));
  }
}
