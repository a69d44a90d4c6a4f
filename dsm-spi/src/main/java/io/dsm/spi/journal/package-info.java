// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Durable memory of a node as a port: an ordered sequence of opaque records and a checkpoint that
 * replaces a prefix of it. Implemented on files and, for simulation, on a disk that can lie; called
 * by the eventual tier and the replicated log. It must never report a record durable that a power
 * cut can take away.
 */
@NullMarked
package io.dsm.spi.journal;

import org.jspecify.annotations.NullMarked;
