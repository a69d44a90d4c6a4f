// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

/** What the handle of a collection shares with the others of its node. */
record LeaseContext(LeaseNode node, LeasePorts ports, Callbacks callbacks, Renewals renewals) {}
