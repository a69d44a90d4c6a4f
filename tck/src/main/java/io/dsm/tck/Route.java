// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

/** A value without a codec. */
public record Route(String host, int port) {}
