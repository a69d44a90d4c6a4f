// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Opaque;
import io.dsm.tck.beans.Route;
import io.dsm.tck.refused.Refusal;
import io.dsm.tck.refused.Settings;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A setting that is wrong or unknown fails the deployment, and the message says which. */
@ExtendWith(ArquillianExtension.class)
public class SettingErrorsTck {

  @Deployment(name = "settings", managed = false, testable = false)
  public static WebArchive settings() {
    return TckArchive.of("settings", Settings.class, Route.class, Opaque.class)
        .without("dsm.cluster-id")
        .with("dsm.cluster-idd", "x")
        .with("dsm.cluster.membership", "unicasts")
        .with("dsm.shutdown-timeout", "10 parsecs")
        .with("dsm.dynamic-registration", "perhaps")
        .with("dsm.node-id", "no spaces")
        .with("dsm.consensus.call-timeout", "soon")
        .with("dsm.collections.\"shard-owner\".lease.term", "10x")
        .with("dsm.collections.odd-owner.lease.term", "200ms")
        .with("dsm.collections.route-hints.lease.term", "5s")
        .with("dsm.collections.route-hnts.schema-id", "x")
        .with("dsm.collections.route-hints.schema", "x")
        .with("dsm.collections.opaque.codec", "no.Such")
        .build();
  }

  @Deployment(name = "addresses", managed = false, testable = false)
  public static WebArchive addresses() {
    return TckArchive.of("addresses", Settings.class, Route.class, Opaque.class)
        .with("dsm.collections.first.collection-id", "same")
        .with("dsm.collections.second.collection-id", "same")
        .with("dsm.collections.opaque.codec", "java.lang.String")
        .build();
  }

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // Arquillian sets it before a test runs.
  Deployer deployer;

  @Test
  @RunAsClient
  @Assertion("setting.required")
  public void aMissingSettingIsReported() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains("dsm.cluster-id", "the setting is missing");
  }

  @Test
  @RunAsClient
  @Assertion("setting.unknown")
  public void anUnknownSettingIsReportedWithTheClosest() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains("dsm.cluster-idd", "there is no such setting", "did you mean dsm.cluster-id?");
  }

  @Test
  @RunAsClient
  @Assertion("setting.choice")
  public void anUnknownChoiceIsReportedWithTheClosest() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains("there is no such membership", "did you mean unicast?");
  }

  @Test
  @RunAsClient
  @Assertion("setting.duration")
  public void aWrongDurationIsReportedWithItsNotation() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains("'10 parsecs' is not a duration", "500ms");
  }

  @Test
  @RunAsClient
  @Assertion("setting.flag")
  public void aWrongFlagIsReported() {
    assertThat(Refusal.of(deployer, "settings")).contains("neither true nor false");
  }

  @Test
  @RunAsClient
  @Assertion("setting.node-id")
  public void anIllegalNodeIdIsReported() {
    assertThat(Refusal.of(deployer, "settings")).contains("node id 'no spaces' is not legal");
  }

  @Test
  @RunAsClient
  @Assertion("setting.place")
  public void aWrongSettingOfACollectionNamesItsBean() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains("'10x' is not a duration", Settings.class.getName() + ", field shards");
  }

  @Test
  @RunAsClient
  @Assertion("setting.range")
  public void aLeaseTermOutOfRangeIsReported() {
    assertThat(Refusal.of(deployer, "settings")).contains("out of range", "1s to 1h");
  }

  @Test
  @RunAsClient
  @Assertion("setting.kind")
  public void aSettingOfAnotherKindIsReported() {
    assertThat(Refusal.of(deployer, "settings")).contains("is not a lease collection");
  }

  @Test
  @RunAsClient
  @Assertion("setting.collection")
  public void anUnknownCollectionIsReportedWithTheClosest() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains("route-hnts", "did you mean 'route-hints'?");
  }

  @Test
  @RunAsClient
  @Assertion("setting.option")
  public void anUnknownOptionIsReportedWithTheClosest() {
    assertThat(Refusal.of(deployer, "settings"))
        .contains(
            "dsm.collections.route-hints.schema", "dsm.collections.\"route-hints\".schema-id");
  }

  @Test
  @RunAsClient
  @Assertion("setting.class")
  public void aMissingClassIsReported() {
    assertThat(Refusal.of(deployer, "settings")).contains("class no.Such cannot be loaded");
  }

  @Test
  @RunAsClient
  @Assertion("setting.tuning")
  public void aWrongTuningValueIsReported() {
    assertThat(Refusal.of(deployer, "settings")).contains("dsm.consensus.call-timeout");
  }

  @Test
  @RunAsClient
  @Assertion("setting.all")
  public void allWrongSettingsAreReportedAtOnce() {
    assertThat(Refusal.of(deployer, "settings")).contains("1) ", "12) ");
  }

  @Test
  @RunAsClient
  @Assertion("setting.address")
  public void oneAddressWithTwoTypesIsReported() {
    assertThat(Refusal.of(deployer, "addresses")).contains("both mean shared/tck/same");
  }

  @Test
  @RunAsClient
  @Assertion("setting.codec")
  public void aClassThatIsNoCodecIsReported() {
    assertThat(Refusal.of(deployer, "addresses")).contains("java.lang.String is not a ValueCodec");
  }

  @Test
  @RunAsClient
  @Assertion("setting.source")
  public void theSourceOfAValueIsNamed() {
    // How a source is called is up to the implementation of MicroProfile Config.
    assertThat(Refusal.of(deployer, "settings"))
        .containsPattern("dsm\\.shutdown-timeout = '10 parsecs' \\(from \\w");
  }
}
