// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What nodes say to each other and its bytes: messages, their codec, fragments, the packing of
 * operations into frames. Called by the shell between the engine and the transport port. Bytes of a
 * peer are never trusted: versions, types, counts and lengths are checked before anything is
 * allocated.
 */
@NullMarked
package io.dsm.core.transport;

import org.jspecify.annotations.NullMarked;
