// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * DSM as one system under test, through its public API only. Called by the harness in a process of
 * its own. It must not reach into the core: what is measured is what users get.
 */
@NullMarked
package io.dsm.bench.dsm;

import org.jspecify.annotations.NullMarked;
