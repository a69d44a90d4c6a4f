// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import jakarta.enterprise.inject.spi.DeploymentException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.naming.NamingException;

/**
 * Finds the threads that run watchers, observers, listeners and stages: an executor of Jakarta
 * Concurrency, where the container has one, because servers expect application code on threads they
 * know. Called while the deployment starts, on a thread of the container.
 */
final class CallbackThreads {

  /** What every server with Jakarta Concurrency has. */
  static final String USUAL = "java:comp/DefaultManagedExecutorService";

  static final String OWN = "own";

  private static final System.Logger LOG = System.getLogger(CallbackThreads.class.getName());

  private CallbackThreads() {}

  /**
   * The executor of the container; empty for threads of the node's own.
   *
   * @param wanted {@code own} or a JNDI name; empty for the usual executor if there is one
   * @throws DeploymentException if it was wanted by name and is not there
   */
  static Optional<Executor> find(Optional<String> wanted) {
    if (wanted.equals(Optional.of(OWN)) || (wanted.isEmpty() && !isConcurrencyPresent())) {
      return Optional.empty();
    }
    try {
      Executor threads = ManagedThreads.named(wanted.orElse(USUAL));
      LOG.log(Level.INFO, "callbacks run on {0}", wanted.orElse(USUAL));
      return Optional.of(threads);
    } catch (NamingException | RuntimeException | LinkageError absent) {
      if (wanted.isPresent()) {
        throw notThere(wanted.get(), absent);
      }
      LOG.log(Level.DEBUG, "callbacks run on threads of the node's own: no " + USUAL, absent);
      return Optional.empty();
    }
  }

  private static boolean isConcurrencyPresent() {
    try {
      ClassLoader loader = CallbackThreads.class.getClassLoader();
      Class.forName("jakarta.enterprise.concurrent.ManagedExecutorService", false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }

  private static DeploymentException notThere(String name, Throwable cause) {
    return new DeploymentException(
        "DSM cannot be deployed: dsm.callback-threads=%s names no ManagedExecutorService here (%s); the node was not built; correct the JNDI name, remove the setting for the usual executor, or write own for threads of the node's own"
            .formatted(name, cause),
        cause);
  }
}
