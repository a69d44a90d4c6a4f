// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Runs TLC, the model checker of TLA+, on the models of leases, of their transfer and of the
 * voters, each as it should be and with one mistake at a time. Called by the tests and by {@code
 * ./dsm proofs}. It must never let a model pass that was not searched to its end, nor a mistake
 * count as found that was not answered with a counterexample.
 */
@NullMarked
package io.dsm.proofs;

import org.jspecify.annotations.NullMarked;
