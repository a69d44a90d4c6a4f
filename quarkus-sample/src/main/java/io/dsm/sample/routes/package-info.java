// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Routes: published on one node, served by all. Called over HTTP. Never asks another node. */
@NullMarked
package io.dsm.sample.routes;

import org.jspecify.annotations.NullMarked;
