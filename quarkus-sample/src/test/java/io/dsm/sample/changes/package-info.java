// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** What a browser hears, and in which order. */
@NullMarked
package io.dsm.sample.changes;

import org.jspecify.annotations.NullMarked;
