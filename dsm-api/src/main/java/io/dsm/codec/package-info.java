// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * How application values become bytes and back. Applications implement {@link
 * io.dsm.codec.ValueCodec} only for types DSM does not know: records, enums, strings, boxed
 * primitives, times and collections of these need none. It must never see DSM's own messages.
 */
@NullMarked
package io.dsm.codec;

import org.jspecify.annotations.NullMarked;
