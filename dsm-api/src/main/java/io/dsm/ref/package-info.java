// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Linearizable references: one value each, kept by the voters of the consensus tier. Applications
 * read, write and watch them. Nothing here trades consistency for speed without saying so in a name
 * of its own.
 */
@NullMarked
package io.dsm.ref;

import org.jspecify.annotations.NullMarked;
