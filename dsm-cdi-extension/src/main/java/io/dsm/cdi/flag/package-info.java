// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Configuration that changes while the application runs: flags in a register collection override
 * what other sources say. The life cycle of the node connects and disconnects it. It must never
 * need the node to read the node's own settings, and never let a bad value through.
 */
@NullMarked
package io.dsm.cdi.flag;

import org.jspecify.annotations.NullMarked;
