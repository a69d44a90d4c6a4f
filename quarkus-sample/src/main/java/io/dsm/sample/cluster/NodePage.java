// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.cluster;

/** Where the page of a node is. */
public record NodePage(String url) {}
