// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The cluster as this node sees it. Called over HTTP and by the change feed. It only shows; nothing
 * is decided from it.
 */
@NullMarked
package io.dsm.sample.cluster;

import org.jspecify.annotations.NullMarked;
