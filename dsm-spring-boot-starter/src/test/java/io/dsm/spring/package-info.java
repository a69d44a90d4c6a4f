// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Applications booted by the starter: what they inject works, what is wrong is explained, two of
 * them make a cluster. JUnit runs them. Nothing here replaces a class of ours.
 */
@NullMarked
package io.dsm.spring;

import org.jspecify.annotations.NullMarked;
