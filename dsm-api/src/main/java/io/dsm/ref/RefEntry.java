// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

import java.util.Optional;

/**
 * What a reference held at a moment.
 *
 * @param version how often it has been written or deleted, ever; 0 if never. Grows by one with
 *     every change, through deletion and restarts
 * @param value empty if it was never set or has been deleted
 */
public record RefEntry<V>(long version, Optional<V> value) {}
