// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmbientCallsTest {

  @Test
  void coreAndRaftAskPortsForTimeThreadsAndRandomness() {
    AmbientCalls.onlyInside("io.dsm.core.runtime..")
        .check(CompiledClasses.product("dsm-core", "dsm-raft"));
  }

  @Test
  void everyForbiddenCallOfTheSampleIsFound() {
    var report =
        AmbientCalls.onlyInside("io.dsm.core.runtime..")
            .evaluate(CompiledClasses.broken("calls"))
            .getFailureReport()
            .getDetails();
    for (var call :
        List.of(
            "System.nanoTime",
            "System.currentTimeMillis",
            "Instant.now",
            "Math.random",
            "Thread.sleep",
            "Thread.<init>",
            "ObjectInputStream.<init>")) {
      assertThat(report).anySatisfy(it -> assertThat(it).contains(call));
    }
  }
}
