// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Beans and settings a container must refuse, and how a refusal is read. They are deployed only to
 * see the message. They must never be part of an archive that is to start.
 */
@NullMarked
package io.dsm.tck.refused;

import org.jspecify.annotations.NullMarked;
