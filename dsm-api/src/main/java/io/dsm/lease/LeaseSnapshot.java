// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

import io.dsm.cluster.Member;
import java.time.Duration;

/**
 * Who owned a key when it was read.
 *
 * @param owner the owning member
 * @param token of this ownership
 * @param value what the owner says about itself
 * @param renewals how often it was renewed
 * @param remaining an upper bound of how long the voters keep others out if nothing renews it,
 *     measured by the leader that answered; not a promise to the holder
 */
public record LeaseSnapshot<V>(
    String key, Member owner, FencingToken token, V value, long renewals, Duration remaining) {}
