// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Discovery in CDI Lite, which may happen at build time: the same model of injection points and
 * observers, read from the language model and handed to the application as text. Containers of CDI
 * Full skip it. It must never read settings, which are those of the machine that builds.
 */
@NullMarked
package io.dsm.cdi.build;

import org.jspecify.annotations.NullMarked;
