// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

/** What the applications of these tests store. */
public record Route(String host, int port) {}
