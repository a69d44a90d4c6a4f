// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The suite in an Open Liberty that Arquillian starts. */
@NullMarked
package io.dsm.tck.liberty;

import org.jspecify.annotations.NullMarked;
