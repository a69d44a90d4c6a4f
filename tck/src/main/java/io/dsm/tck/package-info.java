// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What a runner of the suite needs: archives, assertions and the report. Runners and the suite call
 * it. It must never name a container or an implementation of DSM.
 */
@NullMarked
package io.dsm.tck;

import org.jspecify.annotations.NullMarked;
