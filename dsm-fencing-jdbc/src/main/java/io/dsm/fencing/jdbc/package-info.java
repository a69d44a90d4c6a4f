// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Refuses writes of holders that have been overtaken, in the transaction of the write. Applications
 * call it with the token of their lock or lease before they commit. It must never let a smaller
 * token pass after a greater one, whatever clocks, caches and retries do.
 */
@NullMarked
package io.dsm.fencing.jdbc;

import org.jspecify.annotations.NullMarked;
