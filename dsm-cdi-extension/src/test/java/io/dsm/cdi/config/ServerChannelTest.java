// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cdi.model.Declarations;
import io.dsm.cluster.Membership;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerChannelTest {

  private static Plan read(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("dsm.cluster-id", "prod");
    all.put("dsm.service-id", "gateway");
    return PlanReader.read(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(all, "test settings", 500))
            .build(),
        Declarations.of(List.of()),
        new Surroundings(
            ServerChannelTest.class.getClassLoader(), _ -> false, _ -> Optional.empty()));
  }

  @Test
  void theChannelOfTheServerIsAMembershipOfItsOwn() {
    assertThat(read(Map.of("dsm.cluster.channel", "server")))
        .isInstanceOfSatisfying(
            Plan.Ready.class,
            plan -> assertThat(plan.node().membership()).isEqualTo(new Membership.ServerChannel()));
  }

  @Test
  void anotherMembershipBesideItIsRefused() {
    assertThat(
            read(Map.of("dsm.cluster.channel", "server", "dsm.cluster.membership", "multicast"))
                .toString())
        .contains("dsm.cluster.membership = 'multicast'", "the server decides");
  }

  @Test
  void anUnknownChannelIsRefused() {
    assertThat(read(Map.of("dsm.cluster.channel", "mine")).toString())
        .contains("there is no such channel", "own or server");
  }
}
