// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import java.util.List;
import java.util.stream.Stream;

/** All known mistakes. */
final class Mistakes {

  static final List<Mistake> ALL =
      Stream.of(
              EventualMistakes.ALL,
              TypeMistakes.ALL,
              WatchMistakes.ALL,
              LeaseMistakes.ALL,
              ConsensusMistakes.ALL,
              LockMistakes.ALL,
              HolderMistakes.ALL,
              VoterMistakes.ALL,
              DurableMistakes.ALL,
              Sabotages.ALL)
          .flatMap(List::stream)
          .toList();

  private Mistakes() {}
}
