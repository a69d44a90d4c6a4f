// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.CollectionAddress;

/**
 * A collection as data names it.
 *
 * @param fingerprint of its schema and kind as the writer declared them
 */
public record Tag(CollectionAddress address, int fingerprint) {}
