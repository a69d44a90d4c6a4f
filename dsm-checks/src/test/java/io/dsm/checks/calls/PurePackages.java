// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.calls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The engine and the types turn values into values. */
final class PurePackages {

  private static final Set<String> IMPURE =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.ObjectInputStream",
          "java.io.ObjectOutputStream",
          "java.io.PrintStream",
          "java.io.RandomAccessFile",
          "java.lang.System$Logger",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.time.Clock",
          "java.util.Timer",
          "java.util.UUID",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.Executor",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ScheduledExecutorService",
          "java.util.concurrent.ThreadLocalRandom");

  private static final DescribedPredicate<JavaClass> IMPURE_CLASSES =
      DescribedPredicate.describe(
          "input or output, threads, clocks, randomness or loggers",
          (JavaClass it) -> IMPURE.contains(it.getName()));

  private PurePackages() {}

  static ArchRule pure(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat(
            IMPURE_CLASSES.or(
                resideInAnyPackage(
                    "java.net..",
                    "java.nio.channels..",
                    "java.nio.file..",
                    "java.util.concurrent.locks..",
                    "java.util.logging..",
                    "org.slf4j..",
                    "io.dsm.spi.time..",
                    "io.dsm.spi.random..",
                    "io.dsm.spi.transport..",
                    "io.dsm.spi.journal..",
                    "io.dsm.core.runtime..")))
        .because("event in, effects out: the shell does everything else")
        .allowEmptyShould(true);
  }
}
