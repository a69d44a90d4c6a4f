// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

import static org.awaitility.Awaitility.await;

import com.acme.greetings.Greetings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;

/**
 * The resource of docs/tutorial/wildfly.md in two CDI containers, with the page's configuration.
 */
class TutorialTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @Test
  void whatOneContainerIsToldTheOtherKnows() throws IOException {
    int a = freePort();
    int b = freePort();
    String seeds = "127.0.0.1:" + a + ",127.0.0.1:" + b;
    try (Container first = new Container("a", a, seeds);
        Container second = new Container("b", b, seeds)) {
      first.call(
          greetings -> {
            greetings.greet("ann", "Hello from a");
            return Map.of();
          });
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> second.call(Greetings::all).equals(Map.of("ann", "Hello from a")));
    }
  }

  /** A container with a class loader and so with a configuration of its own. */
  private static final class Container implements AutoCloseable {
    private final ClassLoader loader = new ClassLoader(TutorialTest.class.getClassLoader()) {};
    private final Config config;
    private final SeContainer container;

    Container(String node, int port, String seeds) throws IOException {
      Map<String, String> settings =
          Map.of(
              "dsm.node-id",
              node,
              "dsm.cluster.unicast.bind-port",
              Integer.toString(port),
              "dsm.cluster.unicast.seeds",
              seeds);
      config =
          new SmallRyeConfigBuilder()
              .withSources(
                  new PropertiesConfigSource(
                      TutorialTest.class.getResource("/tutorial/microprofile-config.properties")),
                  new PropertiesConfigSource(settings, "command line", 400))
              .build();
      ConfigProviderResolver.instance().registerConfig(config, loader);
      container =
          inside(
              () ->
                  SeContainerInitializer.newInstance()
                      .setClassLoader(loader)
                      .addBeanClasses(Greetings.class)
                      .initialize());
    }

    Map<String, String> call(Function<Greetings, Map<String, String>> request) {
      RequestContextController requests = container.select(RequestContextController.class).get();
      requests.activate();
      try {
        return request.apply(container.select(Greetings.class).get());
      } finally {
        requests.deactivate();
      }
    }

    private <T> T inside(java.util.function.Supplier<T> body) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        return body.get();
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    @Override
    public void close() {
      container.close();
      ConfigProviderResolver.instance().releaseConfig(config);
    }
  }

  /** Below the ports the system gives to clients, and so is that of the crash detector. */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 27_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (java.net.BindException taken) {
        continue;
      }
    }
  }
}
