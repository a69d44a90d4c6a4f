// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Server-sent events: everything that changes, as this node sees it, the moment it does. Called by
 * browsers and by the change observers. A slow browser never holds up a change.
 */
@NullMarked
package io.dsm.sample.changes;

import org.jspecify.annotations.NullMarked;
