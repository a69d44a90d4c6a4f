// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.FencedRegister;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import org.junit.jupiter.api.Test;

/** The snippet about fenced registers on the page on locks. */
class GuardPageTest {

  private static final CrdtSpec<FencedRegister<String>> SCHEDULES =
      CrdtSpec.of(
          new CollectionAddress("shared", "gateway", "schedules"),
          Crdts.fencedRegister(String.class));

  @Test
  void whoHoldsAnOlderTokenIsToldWhoCameAfter() {
    try (DsmRuntime node = DsmRuntime.builder().clusterId("c").serviceId("s").build()) {
      CrdtCollection<FencedRegister<String>> schedules = node.crdt(SCHEDULES);
      node.start();

      assertThat(publish(schedules, FencingToken.of(2), "new")).isEqualTo("published");
      assertThat(publish(schedules, FencingToken.of(1), "old"))
          .isEqualTo("overtaken by the holder of token 2");
      assertThat(schedules.at("eu").value()).contains("new");
    }
  }

  private static String publish(
      CrdtCollection<FencedRegister<String>> schedules, FencingToken token, String plan) {
    FencedRegister<String> schedule = schedules.at("eu");
    if (schedule.set(token, plan) instanceof Admission.Refused(FencingToken greatest)) {
      return "overtaken by the holder of token " + greatest;
    }
    return "published";
  }
}
