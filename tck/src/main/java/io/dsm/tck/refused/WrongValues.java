// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.refused;

import io.dsm.crdt.CrdtCollection;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Collections of what nobody can write down or join. */
@Dependent
public class WrongValues {
  @Inject
  @DsmRegister("no-codec")
  RegisterCollection<Thread> threads;

  @Inject
  @DsmCrdt("no-crdt")
  CrdtCollection<Route> routes;
}
