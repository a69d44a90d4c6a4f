// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Simulated clusters as parameters of JUnit tests. JUnit calls it when a test carries {@link
 * io.dsm.testkit.junit.DsmCluster}. It must never share a cluster between two tests.
 */
@NullMarked
package io.dsm.testkit.junit;

import org.jspecify.annotations.NullMarked;
