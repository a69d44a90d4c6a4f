// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.register.RegisterCollection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Notes what it finds in system properties, which outlive its deployment. */
@ApplicationScoped
public class Witness {

  /** The name of the node that is observed. */
  public static final String NODE = "tck-observed";

  private static final String PREFIX = "tck.witness.";
  private static final String LOADERS = PREFIX + "loaders";
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @Inject
  @DsmRegister("routes")
  RegisterCollection<Route> routes;

  @Inject
  @DsmLease("owners")
  LeaseCollection<Route> owners;

  @Inject DsmRuntime runtime;

  /** What was noted. */
  public static String note(String name) {
    return System.getProperty(PREFIX + name, "nothing was noted for " + name);
  }

  private static void write(String name, String text) {
    System.setProperty(PREFIX + name, text);
  }

  /** The threads of the observed node that are alive after a while. */
  public static List<String> threadsLeft() {
    Awaitility.await().atMost(LONG_ENOUGH).until(() -> threads().isEmpty());
    return threads();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains(NODE))
        .toList();
  }

  /** How many class loaders of observed deployments are reachable after a while. */
  public static long loadersLeft() {
    Awaitility.await()
        .atMost(LONG_ENOUGH)
        .until(
            () -> {
              System.gc();
              return loaders() == 0;
            });
    return loaders();
  }

  private static long loaders() {
    return noted().stream().filter(reference -> reference.get() != null).count();
  }

  @SuppressWarnings("unchecked")
  private static synchronized List<Reference<ClassLoader>> noted() {
    Map<Object, Object> properties = System.getProperties();
    return (List<Reference<ClassLoader>>)
        properties.computeIfAbsent(LOADERS, _ -> new ArrayList<Reference<ClassLoader>>());
  }

  void early(@Observes @Priority(1) Startup event) {
    try {
      routes.size();
    } catch (DsmException refusal) {
      write("early", refusal.toString());
    }
  }

  void started(@Observes Startup event) throws Exception {
    try {
      write("started", runtime.state().name());
    } catch (DsmException.Unavailable disabled) {
      write("disabled", disabled.toString());
      return;
    }
    noted().add(new WeakReference<>(Witness.class.getClassLoader()));
    write("incarnation-before", System.getProperty(PREFIX + "incarnation", "0"));
    write("incarnation", String.valueOf(runtime.self().incarnation().value()));
    owners.acquire("s1", new Route("h", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  void stopping(@Observes Shutdown event) {
    try {
      write("stopping", runtime.state().name());
    } catch (DsmException.Unavailable disabled) {
      write("disabled", disabled.toString());
    }
  }

  void lease(@Observes @DsmLease("owners") LeaseEvent<Route> event) {
    if (event instanceof LeaseEvent.Released<Route> released) {
      write("lease", "released " + released.key());
    }
  }
}
