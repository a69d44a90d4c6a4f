// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The measured work, written once for every system: what one node does, as a role. The child
 * process runs the roles; a workload never waits for another role but through the system it
 * measures, or until a given moment.
 */
@NullMarked
package io.dsm.bench.workload;

import org.jspecify.annotations.NullMarked;
