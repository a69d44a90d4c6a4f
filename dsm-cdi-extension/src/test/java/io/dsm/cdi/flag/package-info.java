// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Flags in containers, and the rule they follow. JUnit runs these. They use real nodes only. */
@NullMarked
package io.dsm.cdi.flag;

import org.jspecify.annotations.NullMarked;
