// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package com.acme.greetings;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("/")
public class TutorialApplication extends Application {}
