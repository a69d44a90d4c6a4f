// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import java.util.List;

/**
 * The members of a log as its leader sees them.
 *
 * @param roster the last committed one
 * @param changing whether a change is under way, or none may begin yet
 * @param ready learners that hold nearly all of the log
 */
public record Membership(Roster roster, boolean changing, List<VoterId> ready) {}
