// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.inject.DsmLock;
import io.dsm.inject.LeaderOnly;
import io.dsm.inject.Locked;
import io.dsm.lease.FencingToken;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Sleep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Locks are injected, exclude, and stand around methods; leadership is a lock that is kept. */
@ExtendWith(ArquillianExtension.class)
public class LocksTck {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("locks", LocksTck.class, Sleep.class).build();
  }

  /** Owns a lock. */
  @ApplicationScoped
  public static class Archive {
    @Inject
    @DsmLock("report")
    FencedLock report;

    @Inject @Any Instance<FencedLock> locks;

    FencedLock report() {
      return report;
    }

    FencedLock lookedUp() {
      return locks.select(DsmLock.Literal.of("report")).get();
    }
  }

  /** Works under locks. */
  @ApplicationScoped
  public static class Office {
    private final AtomicLong led = new AtomicLong();

    /** Answers the token it was called with. */
    @Locked("report")
    public long print(@Nullable FencingToken token) {
      return token == null ? 0 : token.value();
    }

    /** Does not wait. */
    @Locked(value = "report", waitFor = "PT0S")
    public void printNow() {}

    /** Never ends by itself. */
    @Locked(value = "slow", bound = "PT0.05S")
    public void printSlowly() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    /** Notes the token of the leadership. */
    @LeaderOnly("office")
    public void lead(@Nullable FencingToken token) {
      led.set(token == null ? -1 : token.value());
    }

    /** The last token of the leadership; zero if it never led. */
    public long led() {
      return led.get();
    }
  }

  @Inject Archive archive;
  @Inject Office office;

  @Test
  @Assertion("inject.lock")
  public void aLockIsInjectedAndExcludes() throws InterruptedException {
    try (LockHold hold = archive.report().tryLock(LONG).orElseThrow()) {
      assertThat(hold.token()).isPresent();
      assertThat(archive.report().tryLock()).isEmpty();
    }
  }

  @Test
  @Assertion("lookup.lock")
  public void aLookupFindsTheLockOfThatName() throws InterruptedException {
    try (LockHold hold = archive.lookedUp().tryLock(LONG).orElseThrow()) {
      assertThat(hold.isValid()).isTrue();
      assertThat(archive.report().tryLock()).isEmpty();
    }
  }

  @Test
  @Assertion("scope.passivation.lock")
  public void aLockSurvivesPassivation() throws Exception {
    FencedLock woken = Sleep.andWake(FencedLock.class, archive.report());
    try (LockHold hold = woken.tryLock(LONG).orElseThrow()) {
      assertThat(hold.isValid()).isTrue();
      assertThat(archive.report().tryLock()).isEmpty();
    }
  }

  @Test
  @Assertion("lock.token")
  public void everyHoldHasAGreaterToken() throws InterruptedException {
    long before = 0;
    for (int i = 0; i < 3; i++) {
      try (LockHold hold = archive.report().tryLock(LONG).orElseThrow()) {
        long token = hold.token().orElseThrow().value();
        assertThat(token).isGreaterThan(before);
        before = token;
      }
    }
  }

  @Test
  @Assertion("lock.locked")
  public void aLockedMethodRunsUnderTheLockAndIsGivenItsToken() throws InterruptedException {
    long first = office.print(null);
    assertThat(first).isPositive();
    assertThat(office.print(null)).isGreaterThan(first);
    try (LockHold hold = archive.report().tryLock(LONG).orElseThrow()) {
      assertThat(hold.token().orElseThrow().value()).isGreaterThan(first);
    }
  }

  @Test
  @Assertion("lock.locked.busy")
  public void aLockedMethodThatMayNotWaitIsUnavailable() throws InterruptedException {
    try (LockHold hold = archive.report().tryLock(LONG).orElseThrow()) {
      assertThat(hold.isValid()).isTrue();
      assertThatThrownBy(office::printNow)
          .isInstanceOf(DsmException.Unavailable.class)
          .hasMessageContaining("report");
    }
  }

  @Test
  @Assertion("lock.locked.bound")
  public void aLockedMethodThatOverrunsItsBoundIsInterrupted() {
    assertThatThrownBy(office::printSlowly)
        .isInstanceOf(DsmException.Indeterminate.class)
        .hasMessageContaining("slow");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  @Assertion("lock.leader")
  public void theLeaderRunsWhatOnlyTheLeaderMay() {
    Awaitility.await()
        .until(
            () -> {
              office.lead(null);
              return office.led() > 0;
            });
    long token = office.led();
    office.lead(null);
    assertThat(office.led()).as("leadership stays").isEqualTo(token);
  }
}
