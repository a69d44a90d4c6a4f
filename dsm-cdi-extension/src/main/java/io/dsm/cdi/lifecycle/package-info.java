// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The node starts with the container and stops with it: on Startup it is built from the settings,
 * opens what the application declares and joins; on Shutdown it releases its leases and leaves. The
 * container calls it by events. It must never leave a half-started node behind.
 */
@NullMarked
package io.dsm.cdi.lifecycle;

import org.jspecify.annotations.NullMarked;
