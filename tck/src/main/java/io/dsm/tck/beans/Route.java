// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

/** A value that needs no codec. */
public record Route(String host, int port) {}
