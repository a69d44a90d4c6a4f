// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Real processes that are killed without warning while they work. The harness starts them, reads
 * what they attempted and what they were told is done, kills, restarts, and judges. It must never
 * believe anything but the journals and the answers of the nodes themselves.
 */
@NullMarked
package io.dsm.reliability.kills;

import org.jspecify.annotations.NullMarked;
