// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.codec.ValueCodec;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NativeBuildChainTest {

  /** The build runs in a class loader of its own, so what it saw is handed over as text. */
  private static final String SEEN = "native.registrations.seen";

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(Gateway.class, Route.class, PortCodec.class))
          .overrideConfigKey("dsm.cluster-id", "test")
          .overrideConfigKey("dsm.service-id", "gateway")
          .addBuildChainCustomizer(
              chain ->
                  chain
                      .addBuildStep(
                          context -> {
                            StringBuilder seen = new StringBuilder();
                            context.consumeMulti(ReflectiveClassBuildItem.class).stream()
                                .flatMap(item -> item.getClassNames().stream())
                                .forEach(name -> seen.append(name).append('\n'));
                            context.consumeMulti(ServiceProviderBuildItem.class).stream()
                                .flatMap(item -> item.providers().stream())
                                .forEach(name -> seen.append(name).append('\n'));
                            System.setProperty(SEEN, seen.toString());
                            context.produce(new FeatureBuildItem("seen"));
                          })
                      .consumes(ReflectiveClassBuildItem.class)
                      .consumes(ServiceProviderBuildItem.class)
                      .produces(FeatureBuildItem.class)
                      .build());

  /** May be named in the configuration. */
  public static class PortCodec implements ValueCodec<Integer> {
    @Override
    public byte[] encode(Integer value) {
      return new byte[] {value.byteValue()};
    }

    @Override
    public Integer decode(byte[] bytes) {
      return (int) bytes[0];
    }
  }

  @Test
  void theBuildOfAnApplicationRegistersItsValuesCodecsAndServices() {
    assertThat(System.getProperty(SEEN).lines())
        .contains(
            Route.class.getName(),
            PortCodec.class.getName(),
            "io.dsm.core.runtime.NodeBuilder",
            "io.dsm.raft.RaftLogProvider",
            "io.dsm.transport.jgroups.JGroupsTransportProvider");
  }
}
