// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.config.Plan;

/**
 * The checked settings of the application.
 *
 * @param enabled whether the node is started; if not, every handle answers {@code Unavailable}
 */
record DeployedPlan(Plan.Ready plan, boolean enabled) {}
