// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Walks the pages of docs/tutorial as somebody new does: copies their files, runs their commands.
 * {@code ./dsm tutorials} calls it, as source files. It must need nothing but the JDK.
 */
@NullMarked
package io.dsm.checks.tutorial;

import org.jspecify.annotations.NullMarked;
