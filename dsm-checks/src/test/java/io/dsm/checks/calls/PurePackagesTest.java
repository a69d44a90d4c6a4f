// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurePackagesTest {

  @Test
  void theEngineAndTheTypesArePure() {
    PurePackages.pure("io.dsm.core.engine..", "io.dsm.core.types..", "io.dsm.core.command..")
        .check(CompiledClasses.product("dsm-core"));
  }

  @Test
  void anEngineThatLogsWritesFilesAndStartsThreadsIsFound() {
    var report =
        PurePackages.pure(CompiledClasses.BROKEN + ".pure..")
            .evaluate(CompiledClasses.broken("pure"))
            .getFailureReport()
            .getDetails();
    for (var impure : List.of("System$Logger", "java.nio.file.Files", "java.lang.Thread")) {
      assertThat(report).anySatisfy(it -> assertThat(it).contains(impure));
    }
  }
}
