// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.rings.core;

/** The outer class that the broken handle uses. */
public record Implementation(String name) {}
