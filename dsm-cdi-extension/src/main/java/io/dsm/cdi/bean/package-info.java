// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What applications get injected: thin handles that find the one collection of their name in the
 * running node, made by one generic producer per kind. The container calls the producers; the life
 * cycle tells when the node runs. A handle must never hold state of its own, so that it may be
 * injected anywhere and passivated.
 */
@NullMarked
package io.dsm.cdi.bean;

import org.jspecify.annotations.NullMarked;
