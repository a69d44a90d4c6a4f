// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.library;

import org.jgroups.Address;

/** Broken on purpose: a type of a library in what could be an API. */
public record LeakedAddress(Address address) {}
