// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * DSM in a Spring Boot application: what {@code dsm.collections} lists becomes beans, settings come
 * from the Spring environment, the node starts and stops with the context. Spring calls it by
 * auto-configuration. It must never have a rule of its own about what a right setting is.
 */
@NullMarked
package io.dsm.spring;

import org.jspecify.annotations.NullMarked;
