// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.intercept;

import io.dsm.inject.LeaderOnly;
import io.dsm.inject.Locked;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;

/** Reads which lock a class or method needs. */
public final class LockedMethods {

  /** The interceptor bindings that name a lock. */
  public static final Set<Class<? extends Annotation>> BINDINGS =
      Set.of(Locked.class, LeaderOnly.class);

  private LockedMethods() {}

  /** The name of the lock, if the annotation names one. */
  public static Optional<String> lockIn(Annotation annotation) {
    return switch (annotation) {
      case Locked locked -> Optional.of(locked.value());
      case LeaderOnly leaderOnly -> Optional.of(leaderOnly.value());
      case Annotation _ -> Optional.empty();
    };
  }
}
