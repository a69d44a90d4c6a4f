// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The gateway's routes, counters and shards as a plain WAR. Called over HTTP. It differs from any
 * other Jakarta application in nothing but its injection points.
 */
@NullMarked
package io.dsm.sample.wildfly;

import org.jspecify.annotations.NullMarked;
