// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The suite in Payara Micro that Arquillian starts. */
@NullMarked
package io.dsm.tck.payara;

import org.jspecify.annotations.NullMarked;
