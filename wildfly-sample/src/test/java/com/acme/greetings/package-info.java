// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The application of docs/tutorial/wildfly.md, as a reader writes it. A test runs it in two
 * processes or containers. It must never use what the page does not show.
 */
@NullMarked
package com.acme.greetings;

import org.jspecify.annotations.NullMarked;
