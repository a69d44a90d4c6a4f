// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.docs;

/** Where requests of a region go. */
public record RouteHint(String host, int port) {}
