// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.refused;

import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRef;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Injection points and observers that mean nothing, one a class. */
public final class WrongPoints {

  private WrongPoints() {}

  /** No type argument. */
  @Dependent
  public static class Raw {
    @Inject
    @DsmRegister("raw")
    @SuppressWarnings("rawtypes")
    RegisterCollection routes;
  }

  /** A reference without type argument. */
  @Dependent
  public static class RawRef {
    @Inject
    @DsmRef("raw-ref")
    @SuppressWarnings("rawtypes")
    Ref primary;
  }

  /** A wildcard. */
  @Dependent
  public static class Wildcard {
    @Inject
    @DsmRegister("wild")
    RegisterCollection<?> routes;
  }

  /** A type variable. */
  @Dependent
  public static class Variable<T> {
    @Inject
    @DsmLease("variable")
    LeaseCollection<T> leases;
  }

  /** A name with a blank. */
  @Dependent
  public static class Name {
    @Inject
    @DsmRegister("Not Legal")
    RegisterCollection<Route> routes;
  }

  /** No name. */
  @Dependent
  public static class Empty {
    @Inject
    @DsmRegister("")
    RegisterCollection<Route> routes;
  }

  /** One name as routes. */
  @Dependent
  public static class Routes {
    @Inject
    @DsmRegister("two-types")
    RegisterCollection<Route> routes;
  }

  /** The same name as strings, in a constructor. */
  @Dependent
  public static class Strings {
    final RegisterCollection<String> strings;

    @Inject
    public Strings(@DsmRegister("two-types") RegisterCollection<String> strings) {
      this.strings = strings;
    }
  }

  /** One name as a register. */
  @Dependent
  public static class Registers {
    @Inject
    @DsmRegister("two-kinds")
    RegisterCollection<Route> routes;
  }

  /** The same name as a lease. */
  @Dependent
  public static class Leases {
    @Inject
    @DsmLease("two-kinds")
    LeaseCollection<Route> leases;
  }

  /** An observer of another type than the handle. */
  @Dependent
  public static class Observer {
    @Inject
    @DsmRegister("observed")
    RegisterCollection<Route> routes;

    void changed(@Observes @DsmRegister("observed") Change<String> change) {}
  }

  /** An observer without type argument. */
  @Dependent
  public static class RawObserver {
    @SuppressWarnings("rawtypes")
    void changed(@Observes @DsmRegister("raw-observed") Change change) {}
  }
}
