// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A holder that was paused between its check and its write meets the voters. */
class FencedReferenceTest {

  private static final RefSpec<String> REPORT =
      RefSpec.of("shared", "shop", "report", String.class);
  private static final LockSpec LOCK = LockSpec.of("shared", "shop", "report-lock");
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(3, "a", "b", "c")
          .add("client")
          .declare(
              node -> {
                node.ref(REPORT);
                node.lock(LOCK);
              });

  private CompletionStage<Optional<LockHold>> lock(String node) {
    return cluster.runtime(node).lock(LOCK).lockAsync(LONG);
  }

  private Ref<String> report(String node) {
    return cluster.runtime(node).ref(REPORT);
  }

  @Test
  void theLateWriteOfAPausedHolderIsRefusedByTheVoters() {
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(10));
    LockHold old = cluster.await(lock("client")).orElseThrow();
    CompletionStage<Optional<LockHold>> waiting = lock("b");
    FencingToken checked = old.token().orElseThrow();
    assertThat(cluster.await(report("client").async().set(checked, "begun")))
        .isEqualTo(new Admission.Admitted());

    cluster.pause("client");
    FencingToken present = cluster.await(waiting).orElseThrow().token().orElseThrow();
    cluster.await(report("b").async().set(present, "of b"));
    cluster.resume("client");
    Admission late = cluster.await(report("client").async().set(checked, "too late"));

    assertThat(late).isEqualTo(new Admission.Refused(present));
    assertThat(cluster.await(report("c").async().get())).contains("of b");
  }

  @Test
  void theGreatestTokenSurvivesARestartOfAllVoters() {
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(10));
    cluster.await(report("a").async().set(FencingToken.of(9), "nine"));
    for (String voter : new String[] {"a", "b", "c"}) {
      cluster.crash(voter);
    }
    for (String voter : new String[] {"a", "b", "c"}) {
      cluster.restart(voter);
    }
    cluster.advance(Duration.ofSeconds(10));

    assertThat(cluster.await(report("b").async().set(FencingToken.of(8), "eight")))
        .isEqualTo(new Admission.Refused(FencingToken.of(9)));
    assertThat(cluster.await(report("b").async().set(FencingToken.of(9), "nine again")))
        .isEqualTo(new Admission.Admitted());
  }
}
