// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

import org.jspecify.annotations.Nullable;

/** Texts by key. Errors are exceptions of any kind. */
public interface SharedMap {

  /** What this node has. */
  @Nullable String get(String key) throws Exception;

  void put(String key, String value) throws Exception;
}
