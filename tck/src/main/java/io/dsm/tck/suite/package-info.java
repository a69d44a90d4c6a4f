// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The suite: one class per promise, run by JUnit outside and executed by Arquillian inside the
 * container. A vendor points his test plug-in at it. It must never depend on one container.
 */
@NullMarked
package io.dsm.tck.suite;

import org.jspecify.annotations.NullMarked;
