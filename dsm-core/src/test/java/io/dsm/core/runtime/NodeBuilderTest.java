// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.crdt.CrdtSpec;
import io.dsm.register.RegisterSpec;
import io.dsm.register.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the builder refuses, and who a node is across restarts. */
class NodeBuilderTest {

  private static final RegisterSpec<String> SPEC =
      RegisterSpec.of("t", "a", "c", String.class).build();

  private static DsmRuntime.Builder builder() {
    return DsmRuntime.builder().clusterId("cluster").serviceId("service");
  }

  @Test
  void anUnknownSettingIsRefusedWithTheClosestKnownOne() {
    assertThatThrownBy(() -> builder().setting("repair.intervall", "1s").build())
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("repair.intervall")
        .hasMessageContaining("did you mean 'repair.interval'");
  }

  @Test
  void aSettingOutOfRangeIsRefusedWithWhatIsAllowed() {
    assertThatThrownBy(() -> builder().setting("repair.interval", "2 fortnights").build())
        .hasMessageContaining("repair.interval")
        .hasMessageContaining("2 fortnights")
        .hasMessageContaining("from 10ms to 1h");
    assertThatThrownBy(() -> builder().setting("watch.backlog", "0").build())
        .hasMessageContaining("from 1 to");
  }

  @Test
  void aMissingClusterIdIsNamed() {
    assertThatThrownBy(() -> DsmRuntime.builder().serviceId("s").build())
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("cluster id is missing");
  }

  @Test
  void membershipWithoutATransportSaysWhichDependencyIsMissing() {
    assertThatThrownBy(() -> builder().membership(Membership.multicast("239.1.1.1", 4567)).build())
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("io.dsm:dsm-jgroups-transport");
  }

  @Test
  void nameAndRisingLifeAreKeptInTheDataDirectory(@TempDir Path directory) {
    Member first;
    Version written;
    try (DsmRuntime runtime = builder().dataDirectory(directory).build()) {
      var values = runtime.register(SPEC);
      runtime.start();
      first = runtime.self();
      written = values.put("k", "v");
    }
    try (DsmRuntime runtime = builder().dataDirectory(directory).build()) {
      var values = runtime.register(SPEC);
      runtime.start();
      assertThat(runtime.self().node()).isEqualTo(first.node());
      assertThat(runtime.self().incarnation()).isGreaterThan(first.incarnation());
      assertThat(values.put("k", "w")).isGreaterThan(written);
    }
  }

  @Test
  void aDataDirectoryBelongsToOneNodeAtATime(@TempDir Path directory) {
    try (DsmRuntime runtime = builder().dataDirectory(directory).build()) {
      assertThatThrownBy(() -> builder().dataDirectory(directory).build())
          .isInstanceOf(DsmException.Fatal.class);
      assertThat(runtime.state()).isEqualTo(DsmRuntime.LifecycleState.NEW);
    }
    builder().dataDirectory(directory).build().close();
  }

  @Test
  void theSameSpecGivesTheSameHandleAndAnotherIsRefusedWithBoth() {
    try (DsmRuntime runtime = builder().nodeId(NodeId.of("n")).build()) {
      var first = runtime.register(SPEC);
      assertThat(runtime.register(SPEC)).isSameAs(first);
      assertThatThrownBy(
              () ->
                  runtime.register(
                      RegisterSpec.of("t", "a", "c", String.class).schemaId("c/v2").build()))
          .isInstanceOf(DsmException.Rejected.class)
          .hasMessageContaining("c/v1")
          .hasMessageContaining("c/v2");
      assertThatThrownBy(
              () -> runtime.crdt(CrdtSpec.counters(new CollectionAddress("t", "a", "c"))))
          .isInstanceOf(DsmException.Rejected.class);
    }
  }

  @Test
  void declaringAfterTheStartNeedsDynamicRegistration() {
    try (DsmRuntime runtime = builder().build()) {
      runtime.start();
      assertThatThrownBy(() -> runtime.register(SPEC))
          .isInstanceOf(DsmException.Rejected.class)
          .hasMessageContaining("dynamicRegistration");
    }
    try (DsmRuntime runtime = builder().dynamicRegistration(true).build()) {
      runtime.start();
      runtime.register(SPEC).put("k", "v");
      assertThat(runtime.diagnostics().totalEntries()).isEqualTo(1);
    }
  }

  @Test
  void illegalKeysAndValuesAreRefused() {
    try (DsmRuntime runtime = builder().setting("value.bytes-max", "16").build()) {
      var values = runtime.register(SPEC);
      runtime.start();
      assertThatThrownBy(() -> values.put("", "v")).hasMessageContaining("1 to 512");
      assertThatThrownBy(() -> values.put("k".repeat(513), "v")).hasMessageContaining("513");
      assertThatThrownBy(() -> values.put("\uD800", "v")).hasMessageContaining("surrogate");
      assertThatThrownBy(() -> values.put("k", "v".repeat(50)))
          .isInstanceOf(DsmException.Rejected.class)
          .hasMessageContaining("value.bytes-max");
      assertThat(values.size()).isZero();
    }
  }
}
