// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Figures to medians, ratios, a table, a JSON file and a chart. Called by the run package at the
 * end; pure but for writing the files.
 */
@NullMarked
package io.dsm.bench.report;

import org.jspecify.annotations.NullMarked;
