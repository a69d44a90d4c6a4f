// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What was asked of this node and what came of it, as values. Handles build commands and wait for
 * outcomes; the engine answers them. Nothing here may know how a command is carried out.
 */
@NullMarked
package io.dsm.core.command;

import org.jspecify.annotations.NullMarked;
