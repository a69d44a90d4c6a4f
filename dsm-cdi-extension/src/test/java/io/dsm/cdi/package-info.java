// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Applications deployed on a real container. */
@NullMarked
package io.dsm.cdi;

import org.jspecify.annotations.NullMarked;
