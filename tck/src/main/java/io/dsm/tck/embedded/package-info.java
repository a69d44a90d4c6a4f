// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The porting kit for containers that run in the JVM of the test: a class loader for each
 * deployment and tests that run inside it. Runners extend it; Arquillian calls it. It must never
 * leave a deployment running when it is told to undeploy it.
 */
@NullMarked
package io.dsm.tck.embedded;

import org.jspecify.annotations.NullMarked;
