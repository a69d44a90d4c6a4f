// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What a system under test must offer: one node of it, and the few operations that are compared.
 * Each peer implements it in a module of its own; the workloads call it. Nothing here may know a
 * system by name but the plain map that serves as the physical limit.
 */
@NullMarked
package io.dsm.bench.system;

import org.jspecify.annotations.NullMarked;
