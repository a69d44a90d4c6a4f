// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import java.nio.file.Path;

/** The packaged application that the tests start as processes. */
final class PackagedSample {

  static final Path JAR =
      Path.of(System.getProperty("sample.jar", "target/quarkus-app/quarkus-run.jar"));

  private PackagedSample() {}
}
