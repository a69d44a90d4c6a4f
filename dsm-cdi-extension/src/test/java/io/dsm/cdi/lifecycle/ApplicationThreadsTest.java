// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ApplicationThreadsTest {

  private final ClassLoader loader =
      new URLClassLoader(new URL[0], ApplicationThreadsTest.class.getClassLoader());
  private final Queue<Runnable> heldBack = new ArrayDeque<>();

  private CompletableFuture<ClassLoader> loaderOfATaskOn(Executor threads) {
    CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
    threads.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
    return seen;
  }

  @Test
  void tasksRunInTheApplicationWhereTheServerRunsThem() {
    ClassLoader mine = Thread.currentThread().getContextClassLoader();
    Executor threads =
        ApplicationThreads.of(Runnable::run, Runnable::run, loader, Duration.ofSeconds(1));

    assertThat(loaderOfATaskOn(threads).join()).isSameAs(mine);
  }

  @Test
  void tasksDoNotWaitForAServerThatHoldsThemBack() {
    Executor threads = ApplicationThreads.of(Runnable::run, heldBack::add, loader, Duration.ZERO);

    assertThat(loaderOfATaskOn(threads).join()).isSameAs(loader);
  }

  @Test
  void tasksRunInTheApplicationOnceTheServerRunsThem() {
    Executor threads = ApplicationThreads.of(Runnable::run, heldBack::add, loader, Duration.ZERO);
    heldBack.remove().run();

    CompletableFuture<ClassLoader> seen = loaderOfATaskOn(threads);

    assertThat(seen).isNotDone();
    heldBack.remove().run();
    assertThat(seen).isCompleted();
  }
}
