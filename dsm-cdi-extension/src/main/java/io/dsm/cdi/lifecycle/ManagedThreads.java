// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Executors of Jakarta Concurrency. Loaded only where its classes are. */
final class ManagedThreads {

  /** Servers that run tasks of an application while it starts do so at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private ManagedThreads() {}

  /**
   * The executor of that name. What it runs sees the naming, class loader and security of the
   * application as they are now, not those of the thread that will hand tasks over, which is one of
   * the network and has none.
   */
  @SuppressWarnings("BanJNDI") // the name comes from whoever deploys, and is local to the server
  static Executor named(String name) throws NamingException {
    if (!name.startsWith("java:")) {
      throw new NamingException("it is not local: local names begin with java:");
    }
    Object found = new InitialContext().lookup(name);
    if (!(found instanceof ManagedExecutorService threads)) {
      throw new NamingException("it is " + (found == null ? null : found.getClass().getName()));
    }
    Executor inApplication =
        threads.getContextService().createContextualProxy((Executor) Runnable::run, Executor.class);
    return ApplicationThreads.of(
        threads, inApplication, Thread.currentThread().getContextClassLoader(), PATIENCE);
  }
}
