// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What an IDE completes in the application's YAML, written from the settings there are. The build
 * of this module calls it. It is no use at run time.
 */
@NullMarked
package io.dsm.spring.metadata;

import org.jspecify.annotations.NullMarked;
