// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Where calls to references enter: handles that ask the voters, and what this node has heard of
 * each reference. The consensus tier opens it and brings it news. It decides nothing about values:
 * the voters do.
 */
@NullMarked
package io.dsm.core.access.ref;

import org.jspecify.annotations.NullMarked;
