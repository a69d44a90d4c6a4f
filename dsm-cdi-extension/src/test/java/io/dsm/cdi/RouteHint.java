// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

/** A record needs no codec. */
public record RouteHint(String host, int port) {}
