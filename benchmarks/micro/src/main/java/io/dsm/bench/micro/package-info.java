// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Time and allocation of single operations, by JMH: what an application calls, and the steps
 * inside. Started by {@code ./dsm bench --micro}. What is measured here has no network below it, so
 * it must not be read as what a cluster does.
 */
@NullMarked
package io.dsm.bench.micro;

import org.jspecify.annotations.NullMarked;
