// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.stream;

/**
 * A change and where the stream stands after it.
 *
 * @param change what happened
 * @param position from which to go on once this change has been dealt with; amid the {@link
 *     Change.Current} changes of a beginning it leads to a {@link Change.Gap} and a new beginning
 */
public record Positioned<V>(Change<V> change, Position position) {}
