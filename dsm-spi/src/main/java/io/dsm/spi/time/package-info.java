// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Time as a port. The runtime passes the system's; tests and the simulator pass virtual time.
 * Nothing else in the product may read a clock or start a timer.
 */
@NullMarked
package io.dsm.spi.time;

import org.jspecify.annotations.NullMarked;
