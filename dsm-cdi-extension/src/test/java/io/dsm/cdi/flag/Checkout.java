// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The sample of docs/how-to/feature-flags.md. */
@ApplicationScoped
public class Checkout {

  @Inject
  @ConfigProperty(name = "checkout.express")
  Provider<Boolean> express;

  @Inject
  @ConfigProperty(name = "checkout.items-max")
  Provider<Integer> itemsMax;

  @Inject
  @DsmRegister("flags")
  RegisterCollection<String> flags;

  public String page(int items) {
    return express.get() && items <= itemsMax.get() ? "express" : "classic";
  }

  public void change(String flag, String value) {
    flags.put(flag, value);
  }

  public void reset(String flag) {
    flags.remove(flag);
  }
}
