// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.crdt.PnCounter;
import org.junit.jupiter.api.Test;

/** The snippets of the page on CRDTs. */
class CrdtsPageTest {

  static final CrdtSpec<ObservedRemoveMap<String, PnCounter>> HITS =
      CrdtSpec.of(
          new CollectionAddress("shared", "gateway", "hits"),
          Crdts.observedRemoveMap(String.class, Crdts.pnCounter()));

  @Test
  void aMapOfCountersIsDeclaredByItsKind() {
    try (DsmRuntime node = DsmRuntime.builder().clusterId("c").serviceId("s").build()) {
      ObservedRemoveMap<String, PnCounter> hits = node.crdt(HITS).at("eu");
      node.start();
      hits.at("/index").increment();
      assertThat(hits.at("/index").value()).isEqualTo(1);
      assertThat(hits.remove("/index")).isTrue();
      assertThat(hits.keys()).isEmpty();
    }
  }
}
