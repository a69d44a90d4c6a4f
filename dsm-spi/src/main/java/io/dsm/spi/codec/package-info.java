// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Finds codecs for application types. Implemented by codec plug-ins, called when a collection is
 * opened. It must never load a class named by bytes from the network or a file.
 */
@NullMarked
package io.dsm.spi.codec;

import org.jspecify.annotations.NullMarked;
