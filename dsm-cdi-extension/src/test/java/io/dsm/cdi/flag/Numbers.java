// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Injects a collection that cannot hold flags. */
@Dependent
class Numbers {

  @Inject
  @DsmRegister("n")
  RegisterCollection<Integer> numbers;
}
