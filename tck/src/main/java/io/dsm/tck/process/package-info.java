// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The porting kit for servers that run as a process of their own and tell in a log what became of a
 * deployment. Runners extend it; Arquillian calls it. It must never leave a process running when it
 * is told to stop, and never end one that it did not start.
 */
@NullMarked
package io.dsm.tck.process;

import org.jspecify.annotations.NullMarked;
