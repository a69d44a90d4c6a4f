// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * MicroRaft behind the consensus port. The runtime finds {@link io.dsm.raft.RaftLogProvider} and
 * drives a log through the port; MicroRaft calls the adapters here for time, threads, messages and
 * storage. Nothing here may decide anything that consensus decides, ask a cluster view for a
 * quorum, or touch MicroRaft from any thread but the log's.
 */
@NullMarked
package io.dsm.raft;

import org.jspecify.annotations.NullMarked;
