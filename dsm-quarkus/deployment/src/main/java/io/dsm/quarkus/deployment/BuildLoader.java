// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

/** The class loader that sees the application while it is built. */
final class BuildLoader {

  private BuildLoader() {}

  static ClassLoader current() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : BuildLoader.class.getClassLoader();
  }
}
