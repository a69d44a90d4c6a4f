// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The entry to DSM: the runtime of one node, its builder, the address of a collection and the
 * errors every operation may raise. Applications and integrations start here. It must never name an
 * implementation: {@link io.dsm.DsmRuntime#builder()} finds one on the class or module path.
 */
@NullMarked
package io.dsm;

import org.jspecify.annotations.NullMarked;
