// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmException;
import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.inject.DsmLock;
import io.dsm.inject.LeaderOnly;
import io.dsm.inject.Locked;
import io.dsm.lease.FencingToken;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockInjectionTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @ApplicationScoped
  public static class Printer {
    @Inject
    @DsmLock("daily-report")
    FencedLock report;

    FencedLock report() {
      return report;
    }
  }

  @ApplicationScoped
  public static class Office {
    private final AtomicLong led = new AtomicLong();

    @Locked("daily-report")
    public long print(@Nullable FencingToken token) {
      return token == null ? 0 : token.value();
    }

    @Locked(value = "daily-report", waitFor = "PT0S")
    public void printNow() {}

    @Locked(value = "weekly-report", bound = "PT0.05S")
    public void printSlowly() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @LeaderOnly("office")
    public void lead(@Nullable FencingToken token) {
      led.set(token == null ? 0 : token.value());
    }

    public long led() {
      return led.get();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLockIsInjectedAndExcludes(ExtensionKind kind) throws InterruptedException {
    try (Deployment deployment = Deployment.of(Printer.class).extension(kind).start()) {
      FencedLock report = deployment.bean(Printer.class).report();
      try (LockHold hold = report.tryLock(LONG).orElseThrow()) {
        assertThat(hold.token()).contains(FencingToken.of(1));
        FencedLock lookedUp =
            deployment
                .container()
                .select(FencedLock.class, DsmLock.Literal.of("daily-report"))
                .get();
        assertThat(lookedUp.tryLock()).isEmpty();
        assertThat(lookedUp.address()).isEqualTo(report.address());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLockedMethodRunsUnderTheLockWithItsToken(ExtensionKind kind) throws InterruptedException {
    try (Deployment deployment =
        Deployment.of(Printer.class, Office.class).extension(kind).start()) {
      Office office = deployment.bean(Office.class);
      assertThat(office.print(null)).isEqualTo(1);
      assertThat(office.print(null)).isEqualTo(2);
      try (LockHold hold = deployment.bean(Printer.class).report().tryLock(LONG).orElseThrow()) {
        assertThat(hold.isValid()).isTrue();
        assertThatThrownBy(office::printNow)
            .isInstanceOf(DsmException.Unavailable.class)
            .hasMessageContaining("daily-report");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsInterruptedWhileALockedMethodWaitsLeavesTheLine(ExtensionKind kind) throws Exception {
    try (Deployment deployment =
        Deployment.of(Printer.class, Office.class).extension(kind).start()) {
      Office office = deployment.bean(Office.class);
      FutureTask<Long> printing = new FutureTask<>(() -> office.print(null));
      Thread caller = Thread.ofPlatform().unstarted(printing);
      try (LockHold hold = deployment.bean(Printer.class).report().tryLock(LONG).orElseThrow()) {
        assertThat(hold.token()).contains(FencingToken.of(1));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);
        caller.interrupt();
        assertThatThrownBy(printing::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(InterruptedException.class);
      }
      assertThat(office.print(null)).as("nobody had the lock in between").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMethodThatOverrunsItsBoundIsInterrupted(ExtensionKind kind) {
    try (Deployment deployment = Deployment.of(Office.class).extension(kind).start()) {
      assertThatThrownBy(deployment.bean(Office.class)::printSlowly)
          .isInstanceOf(DsmException.Indeterminate.class)
          .hasMessageContaining("weekly-report");
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLeaderRunsWhatOnlyTheLeaderMay(ExtensionKind kind) {
    try (Deployment deployment = Deployment.of(Office.class).extension(kind).start()) {
      Office office = deployment.bean(Office.class);
      await()
          .until(
              () -> {
                office.lead(null);
                return office.led() == 1;
              });
    }
  }
}
