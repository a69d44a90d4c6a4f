// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The demo: three processes of the sample on loopback, a story told and checked from outside over
 * HTTP. Started by {@code ./dsm demo} and by the tests that kill nodes. It must never look inside a
 * node.
 */
@NullMarked
package io.dsm.sample.demo;

import org.jspecify.annotations.NullMarked;
