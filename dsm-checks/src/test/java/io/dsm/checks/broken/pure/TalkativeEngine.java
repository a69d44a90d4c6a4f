// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.pure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Broken on purpose: an engine that logs, writes a file and looks at its thread. */
public final class TalkativeEngine {

  private static final System.Logger LOG = System.getLogger("engine");

  void step(Path file) throws IOException {
    LOG.log(System.Logger.Level.INFO, Thread.currentThread().getName());
    Files.writeString(file, "step");
  }
}
