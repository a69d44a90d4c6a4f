// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.register.WriteOptions;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The snippet of the page on overload. */
class OverloadPageTest {

  @Test
  void aWriteThatFindsRoomIsMade() {
    try (DsmRuntime node = DsmRuntime.builder().clusterId("c").serviceId("s").build()) {
      RegisterCollection<String> hints =
          node.register(RegisterSpec.of("shared", "gateway", "hints", String.class).build());
      node.start();
      try {
        hints.put("eu", "one", WriteOptions.of(Acknowledgement.MAJORITY, Duration.ofSeconds(1)));
      } catch (DsmException.Overloaded full) {
        slowDown(full.queue());
      }
      assertThat(hints.get("eu")).contains("one");
      assertThat(node.diagnostics().queues().refusedWrites()).isZero();
    }
  }

  private static void slowDown(DsmException.Overloaded.Queue queue) {
    throw new AssertionError(queue + " is full");
  }
}
