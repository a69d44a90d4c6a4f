// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The suite on Weld in the JVM of the test, and the audit of the suite. */
@NullMarked
package io.dsm.tck.weld;

import org.jspecify.annotations.NullMarked;
