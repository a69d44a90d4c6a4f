// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Random faults: network, processes, disks, clocks, coming and going. Called by the run between
 * operations. It must never do what the contracts do not allow for, such as a clock outside its
 * bound.
 */
@NullMarked
package io.dsm.sim.fault;

import org.jspecify.annotations.NullMarked;
