// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Qualifiers for injection points. The name selects the settings {@code dsm.collections."name".*};
 * the type of the injection point says what is stored. They are nonbinding for resolution: one
 * producer serves all names.
 */
@NullMarked
package io.dsm.inject;

import org.jspecify.annotations.NullMarked;
