// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The bytes of the replicated log: every message of MicroRaft and every log entry in DSM's own
 * encoding, with a version byte, a closed table of kinds, and limits that hold before memory is
 * taken. Called by the adapter for messages and by {@code io.dsm.raft.store} for records. It must
 * never use Java serialization and never let malformed bytes out as anything but {@link
 * io.dsm.core.codec.MalformedBytes}.
 */
@NullMarked
package io.dsm.raft.wire;

import org.jspecify.annotations.NullMarked;
