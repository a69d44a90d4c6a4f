// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * What a plan is read against.
 *
 * @param loader class loader of the deployment
 * @param definitions tells which CRDTs the application defines
 * @param codecs tells which types can be encoded
 */
public record Surroundings(ClassLoader loader, Definitions definitions, Codecs codecs) {

  /** Tells which CRDTs the application defines. */
  @FunctionalInterface
  public interface Definitions {
    /** Whether a definition with that handle type is there. */
    boolean define(Type handle);
  }

  /** Tells which types can be encoded without a codec of the application's own. */
  @FunctionalInterface
  public interface Codecs {
    /** Why a type cannot be encoded; empty if it can. */
    Optional<String> problemOf(Type type);
  }
}
