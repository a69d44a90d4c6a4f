// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

/** Who owns a shard in these tests. */
public record Worker(String name) {}
