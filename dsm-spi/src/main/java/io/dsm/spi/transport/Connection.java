// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.transport;

import io.dsm.spi.membership.MembershipFeed;

/** The two faces of one attachment to a network: frames and views. */
public record Connection(Transport transport, MembershipFeed membership) {}
