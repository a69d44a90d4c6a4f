// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.cdi.config.ByteSize;
import io.dsm.cdi.support.Deployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlagsTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void aFlagChangesWhileTheApplicationRunsAndItsDefaultComesBack() {
    try (Deployment shop = shop().start()) {
      Checkout checkout = checkout(shop);
      assertThat(checkout.page(3)).isEqualTo("classic");
      checkout.change("checkout.express", "true");
      assertThat(checkout.page(3)).isEqualTo("express");
      checkout.change("checkout.items-max", "2");
      assertThat(checkout.page(3)).isEqualTo("classic");
      checkout.reset("checkout.items-max");
      assertThat(checkout.page(3)).isEqualTo("express");
      assertThat(config().getPropertyNames()).contains("checkout.express");
    }
  }

  @Test
  void aBadValueIsAsIfItWereNotThere() {
    try (Deployment shop = shop().start()) {
      Checkout checkout = checkout(shop);
      checkout.change("checkout.express", "true");
      checkout.change("checkout.items-max", "many");
      assertThat(checkout.page(10)).isEqualTo("express");
      checkout.change("checkout.items-max", "3000000000");
      assertThat(checkout.page(10)).isEqualTo("express");
      checkout.change("checkout.express", "maybe");
      assertThat(checkout.page(1)).isEqualTo("classic");
      checkout.change("checkout.express", "${nothing}");
      checkout.change("checkout.title", "${nothing}");
      assertThat(checkout.page(1)).isEqualTo("classic");
      assertThat(text("checkout.title")).contains("Pay");
      checkout.change("checkout.title", "");
      assertThat(text("checkout.title")).contains("Pay");
      checkout.change("checkout.title", "Pay now");
      assertThat(text("checkout.title")).contains("Pay now");
    }
  }

  @Test
  void onlySettingsWithADefaultAreOverriddenAndNoneOfTheNode() {
    try (Deployment shop = shop().start()) {
      Checkout checkout = checkout(shop);
      checkout.change("unheard.of", "1");
      checkout.change("dsm.cluster-id", "other");
      assertThat(text("unheard.of")).isEmpty();
      assertThat(text("dsm.cluster-id")).contains("test");
      assertThat(config().getConfigValue("dsm.cluster-id").getSourceName())
          .isNotEqualTo(FlagConfigSource.NAME);
    }
  }

  @Test
  void defaultsHoldBeforeTheNodeStartsAndAfterItHasStopped() {
    Config kept;
    try (Deployment shop = shop().start()) {
      checkout(shop).change("checkout.express", "true");
      kept = config();
      assertThat(kept.getValue("checkout.express", Boolean.class)).isTrue();
    }
    assertThat(kept.getValue("checkout.express", Boolean.class)).isFalse();
    FlagConfigSource unconnected = new FlagConfigSource();
    assertThat(unconnected.getValue("checkout.express")).isNull();
    assertThat(unconnected.getPropertyNames()).isEmpty();
  }

  @Test
  void aFlagSwitchedOnOneNodeIsSwitchedOnTheOther() throws IOException {
    int first = freePort();
    int second = freePort();
    try (Deployment one = node("n1", first, second).start();
        Deployment two = node("n2", second, first).start()) {
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> one.bean(DsmRuntime.class).clusterView().members().size() == 2);
      checkout(one).change("checkout.express", "true");
      await().atMost(LONG_ENOUGH).until(() -> pageOf(two).equals("express"));
    }
  }

  @Test
  void aCollectionOfSomethingElseCannotHoldFlags() {
    assertThatThrownBy(
            () -> shop().beans(Numbers.class).setting("dsm.config-source.collection", "n").start())
        .hasStackTraceContaining("the setting dsm.config-source.collection");
  }

  @Test
  void durationsAndSizesAreConverted() {
    try (Deployment shop = shop().setting("checkout.patience", "2m").start()) {
      checkout(shop);
      Basket basket = shop.bean(Basket.class);
      assertThat(basket.patience).isEqualTo(Duration.ofMinutes(2));
      assertThat(basket.basketSize).isEqualTo(new ByteSize(8192));
      assertThatThrownBy(() -> config().getValue("checkout.title", ByteSize.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'Pay' is not a number of bytes");
    }
  }

  private static Deployment.Recipe shop() {
    return Deployment.of(Checkout.class, Basket.class)
        .setting("dsm.config-source.collection", "flags")
        .setting("checkout.express", "false")
        .setting("checkout.items-max", "10")
        .setting("checkout.title", "Pay");
  }

  private static Deployment.Recipe node(String name, int port, int other) {
    return shop()
        .setting("dsm.node-id", name)
        .setting("dsm.cluster.membership", "unicast")
        .setting("dsm.cluster.unicast.bind-address", "127.0.0.1")
        .setting("dsm.cluster.unicast.bind-port", Integer.toString(port))
        .setting("dsm.cluster.unicast.seeds", "127.0.0.1:" + port + ",127.0.0.1:" + other);
  }

  /** The bean, with its configuration on this thread, as it is in a container. */
  private static Checkout checkout(Deployment shop) {
    Thread.currentThread().setContextClassLoader(shop.loader());
    return shop.bean(Checkout.class);
  }

  /** Awaitility asks on threads of its own. */
  private static String pageOf(Deployment shop) {
    return checkout(shop).page(1);
  }

  private static Config config() {
    return ConfigProvider.getConfig();
  }

  private static Optional<String> text(String key) {
    return config().getOptionalValue(key, String.class);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
