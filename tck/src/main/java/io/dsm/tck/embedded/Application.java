// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.embedded;

import org.jspecify.annotations.Nullable;

/** A started application in this JVM. */
public interface Application {

  /** The class loader of its classes. */
  ClassLoader loader();

  /**
   * Its root of lookups, an {@code Instance<Object>} of its own class loader; null if it has one.
   */
  @Nullable Object lookup();

  /** Stops it; returns when its observers of Shutdown have returned. */
  void stop() throws Exception;
}
