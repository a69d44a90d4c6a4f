// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Numbers that stand for content, range by range, kept up to date with every change, and the keys
 * of each range. The replicas of the engine feed them; the healing path and its messages read them.
 * Nothing here may depend on the order of changes: equal content must give equal numbers.
 */
@NullMarked
package io.dsm.core.repair.digest;

import org.jspecify.annotations.NullMarked;
