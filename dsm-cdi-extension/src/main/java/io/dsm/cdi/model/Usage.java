// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

/**
 * One injection point or observer that names a collection.
 *
 * @param kind of the collection
 * @param name as the qualifier gives it
 * @param value type argument of the handle or event
 * @param observes whether it receives changes rather than a handle
 * @param where bean class and member
 */
public record Usage(Kind kind, String name, TypeName value, boolean observes, String where) {}
