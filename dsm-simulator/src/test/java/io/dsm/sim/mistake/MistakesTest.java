// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every known mistake, made on purpose, is noticed by the invariant that is there for it. */
class MistakesTest {

  private static final int SEEDS_MAX = 250;

  @Test
  void everyMistakeIsFound() throws Exception {
    List<Hunt.Result> results = new Hunt(SEEDS_MAX).all(Mistakes.ALL, result -> {});
    Table.sum(results, System.out);
    assertThat(results).filteredOn(result -> !result.isFound()).isEmpty();
  }

  @Test
  void aMistakeThatDoesNotFitTheProductSaysWhatToDo() {
    Mistake gone =
        Mistake.of(
            "something was renamed",
            "R1",
            Cut.in("core.engine.DeltaHandler", "handle", Twist.without("Applier.gone")));
    assertThatThrownBy(() -> new MistakenClasses(gone).load())
        .isInstanceOf(Cut.DoesNotFit.class)
        .hasMessageContaining("something was renamed")
        .hasMessageContaining("0 places in io.dsm.core.engine.DeltaHandler.handle instead of 1")
        .hasMessageContaining("adapt");
  }

  @Test
  void theProductWithoutMistakesIsClean() throws Exception {
    Hunt.Result result = new Hunt(3).one(Mistake.of("none", "A C E L P R S V"));
    assertThat(result.isFound()).as(result.violation()).isFalse();
  }
}
