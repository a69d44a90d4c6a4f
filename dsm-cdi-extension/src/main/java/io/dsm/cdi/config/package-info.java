// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The settings of a deployment: every {@code dsm.*} key, read through the MicroProfile Config API,
 * checked together with what the application declares, and turned into a plan of the node and its
 * collections. Called at deployment to validate and at start-up to build. It must never start
 * anything, and never report one problem at a time.
 */
@NullMarked
package io.dsm.cdi.config;

import org.jspecify.annotations.NullMarked;
