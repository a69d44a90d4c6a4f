// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.cluster.Member;
import io.dsm.core.codec.Codecs;
import io.dsm.core.types.Seeded;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddWinsSetLawsTest {

  @Test
  void twentyThousandHistoriesKeepTheLaws() {
    Model model = new Model();
    Seeded.run(20_000, random -> new CrdtHistory<>(model, random).run());
  }

  /**
   * An addition or removal, and the additions of its element that it supersedes: a removal all that
   * are known, an addition those of its own origin.
   */
  private static final class Update {
    private final Member origin;
    private final String element;
    private final boolean add;
    private final List<Update> superseded;

    Update(Member origin, String element, boolean add, List<Update> superseded) {
      this.origin = origin;
      this.element = element;
      this.add = add;
      this.superseded = superseded;
    }
  }

  /** What was added and not superseded by anything known. */
  private record Model(CrdtDefinition<AddWinsSet<String>, AddWinsSetState<String>> definition)
      implements CrdtModel<AddWinsSet<String>, AddWinsSetState<String>, Update> {
    Model() {
      this(new AddWinsSets<>(Codecs.forType(String.class, Optional.empty())));
    }

    @Override
    public Update update(
        AddWinsSet<String> handle, Member origin, Set<Update> known, Random random) {
      String element = "e" + random.nextInt(3);
      boolean add = random.nextInt(5) < 3;
      if (add) {
        handle.add(element);
      } else {
        handle.remove(element);
      }
      List<Update> superseded =
          alive(known)
              .filter(update -> update.element.equals(element))
              .filter(update -> !add || update.origin.equals(origin))
              .toList();
      return new Update(origin, element, add, superseded);
    }

    @Override
    public boolean isCumulative() {
      return false;
    }

    @Override
    public Object read(AddWinsSet<String> handle) {
      return handle.elements();
    }

    @Override
    public Object meaning(Set<Update> known) {
      return alive(known).map(update -> update.element).collect(Collectors.toSet());
    }

    private static Stream<Update> alive(Set<Update> known) {
      Set<Update> superseded = new HashSet<>();
      known.forEach(update -> superseded.addAll(update.superseded));
      return known.stream().filter(update -> update.add && !superseded.contains(update));
    }
  }
}
