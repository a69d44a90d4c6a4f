// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What a voter must never forget, in the journal: its name, its first fellow voters, term and vote,
 * log entries and the last snapshot. MicroRaft calls it through its store port while it runs, the
 * adapter once when it starts. It must never let a vote or an acknowledgement rest on something
 * that is not durable.
 */
@NullMarked
package io.dsm.raft.store;

import org.jspecify.annotations.NullMarked;
