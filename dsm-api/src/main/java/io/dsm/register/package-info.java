// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Replicated last-writer-wins registers: local reads and writes that always succeed and converge.
 * Applications use the handle and its spec. Of two concurrent acknowledged writes one loses by
 * design: never keep anything here that must not be lost so.
 */
@NullMarked
package io.dsm.register;

import org.jspecify.annotations.NullMarked;
