// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

/** What the owner of a shard says about itself. */
public record Worker(String node) {}
