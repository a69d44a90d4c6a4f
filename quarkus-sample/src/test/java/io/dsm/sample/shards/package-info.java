// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** How shards are spread. */
@NullMarked
package io.dsm.sample.shards;

import org.jspecify.annotations.NullMarked;
