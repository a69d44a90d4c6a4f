// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.jdkonly;

import org.assertj.core.api.Assertions;

/** Broken on purpose: calls a library where only the JDK is allowed. */
public final class UsesALibrary {

  void call() {
    Assertions.assertThat(1).isOne();
  }
}
