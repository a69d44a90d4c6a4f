// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What dev mode adds: more members in the same process, and what the Dev UI shows of the cluster.
 * Build steps make beans of it in dev mode only. It must never be part of an application that is
 * packaged.
 */
@NullMarked
package io.dsm.quarkus.dev;

import org.jspecify.annotations.NullMarked;
