// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What every container must do with DSM: tests that know no vendor. A vendor brings a {@link
 * io.dsm.tck.TckContainer}, extends the suites and runs them. A suite must never touch a container
 * other than through that port.
 */
@NullMarked
package io.dsm.tck;

import org.jspecify.annotations.NullMarked;
