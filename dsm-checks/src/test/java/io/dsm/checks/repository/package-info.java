// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * What the checks look at: the files and the compiled classes of every module. Called by every
 * check; it judges nothing itself.
 */
@NullMarked
package io.dsm.checks.repository;

import org.jspecify.annotations.NullMarked;
