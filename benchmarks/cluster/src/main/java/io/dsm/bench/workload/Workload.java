// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import java.util.Map;

/** What each node does in one measurement. */
@FunctionalInterface
public interface Workload {

  /** Does the part of one node; the answer is JSON, empty for a node that has nothing to do. */
  Map<String, Object> run(Role role) throws Exception;
}
