// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.calls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** Time, threads and randomness come from ports, so that a simulator can replace them. */
final class AmbientCalls {

  private static final String CONSTRUCTOR = "<init>";

  private static final Map<String, Set<String>> FORBIDDEN =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("nanoTime", "currentTimeMillis")),
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.Random", Set.of(CONSTRUCTOR)),
          Map.entry("java.security.SecureRandom", Set.of(CONSTRUCTOR)),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Timer", Set.of(CONSTRUCTOR)),
          Map.entry(
              "java.lang.Thread",
              Set.of(
                  CONSTRUCTOR,
                  "sleep",
                  "ofVirtual",
                  "ofPlatform",
                  "startVirtualThread",
                  "onSpinWait")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
          Map.entry(
              "java.util.concurrent.Executors",
              Set.of(
                  "newCachedThreadPool",
                  "newFixedThreadPool",
                  "newScheduledThreadPool",
                  "newSingleThreadExecutor",
                  "newSingleThreadScheduledExecutor",
                  "newThreadPerTaskExecutor",
                  "newVirtualThreadPerTaskExecutor",
                  "newWorkStealingPool")),
          Map.entry(
              "java.util.concurrent.CompletableFuture",
              Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")),
          Map.entry("java.io.ObjectInputStream", Set.of(CONSTRUCTOR)));

  private AmbientCalls() {}

  /** Classes outside this package, which holds the JDK implementation of the ports. */
  static ArchRule onlyInside(String exemptPackage) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(exemptPackage)
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "target is ambient time, threads, randomness or Java serialization",
                access -> isForbidden(access.getTarget())))
        .because("these have a port; ask Clock, Timers or RandomSource")
        .allowEmptyShould(true);
  }

  /** A method reference such as {@code System::nanoTime} is an access to a code unit, too. */
  private static boolean isForbidden(AccessTarget target) {
    return FORBIDDEN.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
  }
}
