// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.cdi.config.ByteSize;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of an application that are durations and sizes. */
@Dependent
class Basket {

  @Inject
  @ConfigProperty(name = "checkout.patience", defaultValue = "500ms")
  Duration patience;

  @Inject
  @ConfigProperty(name = "checkout.basket-size", defaultValue = "8KiB")
  ByteSize basketSize;
}
