// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Discovery in CDI Full: sees beans, observers and components that are no beans, such as servlets,
 * and refuses the deployment with everything that is wrong. The container calls it while it
 * deploys. It must never start anything.
 */
@NullMarked
package io.dsm.cdi.portable;

import org.jspecify.annotations.NullMarked;
