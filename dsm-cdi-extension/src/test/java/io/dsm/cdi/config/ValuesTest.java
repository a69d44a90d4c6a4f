// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "10s,10000",
    "500ms,500",
    "2m,120000",
    "1h,3600000",
    "1d,86400000",
    "PT1.5S,1500",
    "0s,0"
  })
  void durationsAreReadInBothForms(String text, long millis) {
    assertThat(Values.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "s", "ten seconds", "-5s", "1.5s", "P", "99999999999s"})
  void otherTextIsNoDuration(String text) {
    assertThatThrownBy(() -> Values.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void addressesAreListedWithPorts() {
    assertThat(Values.addresses("127.0.0.1:7800, [::1]:7801"))
        .containsExactly(
            new InetSocketAddress("127.0.0.1", 7800), new InetSocketAddress("::1", 7801));
    assertThatThrownBy(() -> Values.addresses("127.0.0.1")).hasMessageContaining("has no port");
    assertThatThrownBy(() -> Values.addresses("h:70000")).hasMessageContaining("out of range");
  }

  @Test
  void theClosestKeyIsFoundIfItIsCloseEnough() {
    assertThat(Closest.to("route-hnts", java.util.List.of("shards", "route-hints")))
        .contains("route-hints");
    assertThat(Closest.to("zzz", java.util.List.of("shards", "route-hints"))).isEmpty();
  }
}
