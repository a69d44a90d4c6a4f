// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Who is here and how nodes find each other. Used by applications to configure a node and to read
 * its view of the cluster. A view is a hint where to send, never a quorum.
 */
@NullMarked
package io.dsm.cluster;

import org.jspecify.annotations.NullMarked;
