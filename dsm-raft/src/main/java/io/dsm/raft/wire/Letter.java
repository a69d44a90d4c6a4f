// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.microraft.model.message.RaftMessage;

/**
 * A message with its address. Whoever is not meant must not take it: the addressee may be a former
 * voter of the same name, and the log may be another one.
 *
 * @param group number of the log
 * @param to number of the memory of the addressee
 */
public record Letter(long group, long to, RaftMessage message) {}
