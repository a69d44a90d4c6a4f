// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import org.junit.jupiter.api.Test;

/** A node without network, through the public API only. */
class StandaloneTest {

  record RouteHint(String host, int port) {}

  private static final RegisterSpec<RouteHint> SPEC =
      RegisterSpec.of("shared", "gateway", "route-hints", RouteHint.class)
          .schemaId("route-hints/v1")
          .build();

  @Test
  void theSampleOfTheDocumentationRuns() {
    try (DsmRuntime runtime = DsmRuntime.builder().clusterId("prod").serviceId("gateway").build()) {
      RegisterCollection<RouteHint> hints = runtime.register(SPEC);
      runtime.start();
      hints.put("eu-west-1", new RouteHint("10.0.0.7", 8443));
      assertThat(hints.get("eu-west-1")).contains(new RouteHint("10.0.0.7", 8443));
      assertThat(runtime.diagnostics().totalEntries()).isEqualTo(1);
      assertThat(runtime.diagnostics().replication().caughtUp()).isTrue();
    }
  }

  @Test
  void handlesRefuseBeforeTheStartAndAfterTheEnd() {
    DsmRuntime runtime = DsmRuntime.builder().clusterId("prod").serviceId("gateway").build();
    RegisterCollection<RouteHint> hints = runtime.register(SPEC);
    assertThatThrownBy(() -> hints.get("k")).isInstanceOf(DsmException.Unavailable.class);
    runtime.start();
    runtime.close();
    assertThatThrownBy(() -> hints.get("k"))
        .isInstanceOf(DsmException.Unavailable.class)
        .hasMessageContaining("STOPPED");
    assertThat(runtime.state()).isEqualTo(LifecycleState.STOPPED);
  }
}
