// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Interceptors that run methods of beans under a lock. The container calls them. They must never
 * let a body run on without its hold: it is interrupted, and the caller is told.
 */
@NullMarked
package io.dsm.cdi.intercept;

import org.jspecify.annotations.NullMarked;
