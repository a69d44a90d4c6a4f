// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves the resources of this WAR below its context root. */
@ApplicationPath("/")
public class GatewayApplication extends Application {}
