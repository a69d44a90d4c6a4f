// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class SettingErrorTest {

  @Dependent
  public static class Gateway {
    @Inject
    @DsmRegister("route-hints")
    RegisterCollection<RouteHint> routes;

    @Inject
    @DsmLease("shard-owner")
    LeaseCollection<RouteHint> shards;
  }

  /** Settings that are wrong, and what the message must say. */
  record Wrong(String key, String value, List<String> says) {
    static Wrong of(String key, String value, String... says) {
      return new Wrong(key, value, List.of(says));
    }
  }

  static final List<Wrong> WRONG =
      List.of(
          Wrong.of("dsm.cluster-id", "", "dsm.cluster-id", "the setting is missing"),
          Wrong.of("dsm.service-id", "", "dsm.service-id", "the setting is missing"),
          Wrong.of("dsm.cluster-idd", "x", "no such setting", "did you mean dsm.cluster-id?"),
          Wrong.of("dsm.cluster.membership", "unicasts", "did you mean unicast?"),
          Wrong.of("dsm.cluster.membership", "unicast", "dsm.cluster.unicast.seeds"),
          Wrong.of(
              "dsm.cluster.membership", "multicast", "dsm.consensus.voters", "dsm.data-directory"),
          Wrong.of("dsm.cluster.membership", "jgroups", "dsm.cluster.jgroups.stack-file"),
          Wrong.of("dsm.shutdown-timeout", "10 parsecs", "'10 parsecs' is not a duration", "500ms"),
          Wrong.of("dsm.dynamic-registration", "perhaps", "neither true nor false"),
          Wrong.of("dsm.node-id", "no spaces", "node id 'no spaces' is not legal"),
          Wrong.of("dsm.service-id", "Gate Way", "application-id 'Gate Way' is not a legal name"),
          Wrong.of("dsm.consensus.expected-size", "0", "expected number of voters 0 is below 1"),
          Wrong.of(
              "dsm.collections.\"shard-owner\".lease.term",
              "10x",
              "'10x' is not a duration",
              Gateway.class.getName() + ", field shards"),
          Wrong.of("dsm.collections.shard-owner.lease.term", "200ms", "out of range", "1s to 1h"),
          Wrong.of("dsm.collections.shard-owner.lease.renew-skew", "20s", "below the term"),
          Wrong.of("dsm.collections.shard-owner.lease.mode", "magic", "autonomous or manual"),
          Wrong.of("dsm.collections.route-hints.lease.term", "5s", "is not a lease collection"),
          Wrong.of("dsm.collections.route-hnts.schema-id", "x", "did you mean 'route-hints'?"),
          Wrong.of(
              "dsm.collections.route-hints.schema",
              "x",
              "no such setting",
              "dsm.collections.\"route-hints\".schema-id"),
          Wrong.of(
              "dsm.collections.route-hints.codec", "no.Such", "class no.Such cannot be loaded"),
          Wrong.of("dsm.collections.route-hints.codec", "java.lang.String", "is not a ValueCodec"),
          Wrong.of(
              "dsm.collections.route-hints.collection-id",
              "shard-owner",
              "both mean shared/gateway/shard-owner"));

  @ParameterizedTest
  @FieldSource("WRONG")
  void aWrongSettingFailsTheDeployment(Wrong wrong) {
    assertThat(messageOf(ExtensionKind.PORTABLE, wrong)).contains(wrong.says());
  }

  @ParameterizedTest
  @FieldSource("WRONG")
  void aWrongSettingFailsTheStartOfABuiltApplication(Wrong wrong) {
    assertThat(messageOf(ExtensionKind.BUILD_COMPATIBLE, wrong)).contains(wrong.says());
  }

  @ParameterizedTest
  @EnumSource
  void theSourceOfAValueIsNamed(ExtensionKind kind) {
    assertThat(messageOf(kind, Wrong.of("dsm.shutdown-timeout", "never")))
        .contains("dsm.shutdown-timeout = 'never' (from ", "test settings");
  }

  @ParameterizedTest
  @EnumSource
  void allWrongSettingsAreReportedAtOnce(ExtensionKind kind) {
    Throwable thrown =
        catchThrowable(
            () ->
                Deployment.of(Gateway.class)
                    .extension(kind)
                    .setting("dsm.shutdown-timeout", "never")
                    .setting("dsm.node-id", "a b")
                    .setting("dsm.collections.shard-owner.lease.term", "0s")
                    .start()
                    .close());
    assertThat(thrown).hasMessageContaining("3 problems");
  }

  private static String messageOf(ExtensionKind kind, Wrong wrong) {
    Throwable thrown =
        catchThrowable(
            () ->
                Deployment.of(Gateway.class)
                    .extension(kind)
                    .setting(wrong.key(), wrong.value())
                    .start()
                    .close());
    assertThat(thrown).as("the deployment must fail").isNotNull();
    return String.valueOf(thrown.getMessage());
  }
}
