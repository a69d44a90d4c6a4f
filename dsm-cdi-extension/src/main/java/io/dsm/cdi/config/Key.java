// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

/**
 * A setting there is.
 *
 * @param name with the prefix {@code dsm.}; for a collection, what follows its name
 * @param type what is written
 * @param fallback what holds if it is absent, as people read it
 * @param meaning one sentence
 */
public record Key(String name, String type, String fallback, String meaning) {}
