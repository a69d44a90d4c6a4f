// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.Naming;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads call the application, where the container has threads to give and where not. */
class CallbackThreadsTest {

  private static final String USUAL = "java:comp/DefaultManagedExecutorService";

  /** Stands for what a context service establishes: naming, security, class loader. */
  private static final ThreadLocal<String> APPLICATION = new ThreadLocal<>();

  private final ExecutorService pool =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("server-", 0).factory());

  /** The first task only asks whether tasks run: however slow this machine is, they do. */
  private final AtomicBoolean asked = new AtomicBoolean();

  @ApplicationScoped
  public static class Board {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @Inject
    @DsmRegister("hints")
    RegisterCollection<String> hints;

    void changed(@Observes @DsmRegister("hints") Change<String> change) {
      calls.add(Thread.currentThread().getName() + " in " + APPLICATION.get());
    }

    String firstCall() {
      hints.put("k", "v");
      await().until(() -> !calls.isEmpty());
      return calls.peek();
    }
  }

  @AfterEach
  void end() {
    pool.shutdownNow();
    APPLICATION.remove();
  }

  @Test
  void theUsualExecutorOfTheContainerIsTakenByItselfWithTheContextOfTheApplication() {
    APPLICATION.set("gateway.war");
    try (Naming _ = Naming.begin().bind(USUAL, managed());
        Deployment deployment = Deployment.of(Board.class).start()) {
      APPLICATION.remove();
      assertThat(deployment.bean(Board.class).firstCall())
          .startsWith("server-")
          .endsWith(" in gateway.war");
    }
  }

  @Test
  void anotherExecutorIsTakenByName() {
    try (Naming _ = Naming.begin().bind("java:jboss/ee/dsm", managed());
        Deployment deployment =
            Deployment.of(Board.class)
                .setting("dsm.callback-threads", "java:jboss/ee/dsm")
                .start()) {
      assertThat(deployment.bean(Board.class).firstCall()).startsWith("server-");
    }
  }

  @Test
  void ownMeansThreadsOfTheNode() {
    try (Naming _ = Naming.begin().bind(USUAL, managed());
        Deployment deployment =
            Deployment.of(Board.class).setting("dsm.callback-threads", "own").start()) {
      assertThat(deployment.bean(Board.class).firstCall()).startsWith("dsm-");
    }
  }

  @Test
  void withoutNamingTheNodeHasItsOwn() {
    try (Deployment deployment = Deployment.of(Board.class).start()) {
      assertThat(deployment.bean(Board.class).firstCall()).startsWith("dsm-");
    }
  }

  @Test
  void aNameThatIsNotThereIsADeploymentError() {
    try (Naming _ = Naming.begin().bind("java:comp/text", "no executor")) {
      for (String name : List.of("java:comp/absent", "java:comp/text", "ldap://h/x")) {
        assertThatThrownBy(
                () -> Deployment.of(Board.class).setting("dsm.callback-threads", name).start())
            .hasMessageContaining("dsm.callback-threads=" + name);
      }
    }
  }

  private ManagedExecutorService managed() {
    ContextService contexts =
        proxy(
            ContextService.class,
            (method, arguments) -> {
              assertThat(method).isEqualTo("createContextualProxy");
              return contextual((Executor) arguments[0]);
            });
    return proxy(
        ManagedExecutorService.class,
        (method, arguments) ->
            switch (method) {
              case "getContextService" -> contexts;
              case "execute" -> {
                CompletableFuture<?> run =
                    CompletableFuture.runAsync((Runnable) arguments[0], pool);
                if (asked.compareAndSet(false, true)) {
                  run.join();
                }
                yield null;
              }
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private static Executor contextual(Executor plain) {
    String captured = APPLICATION.get();
    return task -> {
      APPLICATION.set(captured);
      try {
        plain.execute(task);
      } finally {
        APPLICATION.remove();
      }
    };
  }

  private interface Calls {
    Object answer(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> calls.answer(method.getName(), arguments)));
  }
}
