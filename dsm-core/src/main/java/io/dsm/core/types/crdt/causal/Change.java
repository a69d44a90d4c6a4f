// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.crdt.Dot;
import java.util.List;

/**
 * What an update makes of a store.
 *
 * <p>Deltas of one origin arrive in order, those of different origins do not. So an update that
 * renews what is there may supersede dots of its own origin only: were another's superseded,
 * whoever takes the renewal away could not take the old dot from a replica that never hears of the
 * renewal. An update that takes away or replaces supersedes all it finds.
 *
 * @param part what is new: empty, or named by the dot of the update
 * @param superseded dots that go
 * @param replacesAll whether the update replaces the whole value, hence also everything that the
 *     dots found had superseded; heeded where the value has a context of its own
 */
public record Change<S>(S part, List<Dot> superseded, boolean replacesAll) {}
