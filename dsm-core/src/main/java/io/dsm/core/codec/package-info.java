// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Bytes and values: a bounded writer and reader that all of DSM's own formats use, and the codec
 * derived for application types. Every other package of the core calls it. It must never trust a
 * length it reads, never use Java serialization, and never give two encodings of equal values.
 */
@NullMarked
package io.dsm.core.codec;

import org.jspecify.annotations.NullMarked;
