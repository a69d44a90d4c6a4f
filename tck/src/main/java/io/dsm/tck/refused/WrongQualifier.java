// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.refused;

import io.dsm.inject.DsmLease;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** A qualifier on a handle it does not belong to. */
@Dependent
public class WrongQualifier {
  @Inject
  @DsmLease("owners")
  RegisterCollection<Route> routes;
}
