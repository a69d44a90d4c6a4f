// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Applications built by the extension in one process: what they inject works, what is wrong stops
 * their build, what they lack is left out. JUnit runs them. Nothing here replaces a class of ours.
 */
@NullMarked
package io.dsm.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
