// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Step 4 of a write: made durable. Append-only segments with checksums, one checkpoint, a two-slot
 * manifest and crash recovery; called by the eventual tier and by the replicated log through {@link
 * io.dsm.spi.journal.Journal}. It must never report a record durable that a power cut can take
 * away, never serve a damaged record, and never edit a directory that it refuses.
 */
@NullMarked
package io.dsm.core.journal;

import org.jspecify.annotations.NullMarked;
