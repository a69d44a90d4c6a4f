// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

/** Where requests of a key go. */
public record Route(String host, int port) {}
