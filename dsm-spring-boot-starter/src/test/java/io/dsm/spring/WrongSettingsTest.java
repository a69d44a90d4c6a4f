// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;

class WrongSettingsTest {

  @Test
  void allThatIsWrongIsExplainedAtOnce() {
    FailureAnalysis analysis =
        failureOf(
            "--dsm.cluster.membership=unicst",
            "--dsm.clutser-id=prod",
            "--dsm.collections[0].name=Route Hints",
            "--dsm.collections[0].kind=register",
            "--dsm.collections[0].type=io.dsm.spring.Route",
            "--dsm.collections[1].name=shards",
            "--dsm.collections[1].kind=lase",
            "--dsm.collections[1].type=io.dsm.spring.Worker",
            "--dsm.collections[2].name=jobs",
            "--dsm.collections[2].kind=lease",
            "--dsm.collections[2].type=io.dsm.spring.Missing",
            "--dsm.collections[3].name=late",
            "--dsm.collections[3].kind=lease",
            "--dsm.collections[3].type=io.dsm.spring.Worker",
            "--dsm.collections[3].lease.term=soon",
            "--dsm.collections[3].lease.expiry-grce=1s",
            "--dsm.collections[4].kind=register",
            "--dsm.collections[4].type=io.dsm.spring.Worker");
    assertThat(analysis.getDescription())
        .contains("DSM was not started")
        .contains("there is no such membership", "the node cannot start")
        .contains("dsm.clutser-id = 'prod'")
        .contains("collection name 'Route Hints' is not legal", "dsm.collections[0]")
        .contains("dsm.collections[1].kind = 'lase'")
        .contains("class io.dsm.spring.Missing", "cannot be loaded")
        .contains("'soon' is not a duration", "dsm.collections[3].lease.term")
        .contains("dsm.collections[4].name");
    assertThat(analysis.getAction())
        .contains("did you mean unicast?")
        .contains("did you mean dsm.cluster-id?")
        .contains("@DsmRegister(\"route-hints\")")
        .contains("write register, lease, crdt, ref, lock or shards")
        .contains("lease.expiry-grace");
  }

  @Test
  void aNodeThatCannotStartIsExplained() {
    Throwable refused =
        new io.dsm.DsmException.Fatal("port 1 is in use; the node was not started; use another");
    FailureAnalysis analysis = new RefusedAnalyzer().analyze(refused);
    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).isEqualTo("port 1 is in use; the node was not started.");
    assertThat(analysis.getAction()).isEqualTo("use another");
  }

  private static FailureAnalysis failureOf(String... arguments) {
    Throwable failure =
        catchThrowable(
            () -> {
              try (var context = new SpringApplicationBuilder(Empty.class).run(arguments)) {
                assertThat(context.isRunning()).as("started with wrong settings").isFalse();
              }
            });
    FailureAnalysis analysis = new WrongSettingsAnalyzer().analyze(failure);
    assertThat(analysis).as(String.valueOf(failure)).isNotNull();
    return analysis;
  }

  @org.springframework.boot.autoconfigure.EnableAutoConfiguration
  static class Empty {}
}
