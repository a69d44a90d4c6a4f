// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.config.Plan;
import java.util.Optional;

/**
 * The checked settings of the application.
 *
 * @param enabled whether the node is started; if not, every handle answers {@code Unavailable}
 * @param flags name of the collection whose entries override settings
 */
record DeployedPlan(Plan.Ready plan, boolean enabled, Optional<String> flags) {}
