// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;

/** Does nothing, in an application that has nothing of the product. */
public final class Bystander implements BuildCompatibleExtension {}
