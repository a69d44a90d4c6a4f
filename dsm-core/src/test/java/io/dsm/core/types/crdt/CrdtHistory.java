// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One random history of a CRDT on a few replicas: updates, and deliveries of deltas, batches and
 * whole states in any order, any number of times. Every step is checked against the model, the laws
 * on states of the history, and in the end all replicas must be equal to the byte.
 */
final class CrdtHistory<C, S, O> {
  private final CrdtModel<C, S, O> model;
  private final CrdtDefinition<C, S> definition;
  private final Random random;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Known<S, O>> deltas = new ArrayList<>();

  CrdtHistory(CrdtModel<C, S, O> model, Random random) {
    this.model = model;
    this.definition = model.definition();
    this.random = random;
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      replicas.add(new Replica("r" + i));
    }
  }

  void run() {
    int steps = 5 + random.nextInt(20);
    for (int i = 0; i < steps; i++) {
      Replica replica = any(replicas);
      switch (random.nextInt(6)) {
        case 0, 1 -> replica.update();
        case 2, 3 -> replica.receive(batch());
        case 4 -> replica.receive(any(replicas).state);
        default -> replica.receive(throughBytes(any(replicas).state));
      }
    }
    checkLaws();
    checkConvergence();
  }

  private void checkLaws() {
    S a = sample();
    S b = sample();
    S c = sample();
    assertThat(join(a, b)).as("commutative").isEqualTo(join(b, a));
    assertThat(join(join(a, b), c)).as("associative").isEqualTo(join(a, join(b, c)));
    assertThat(join(a, a)).as("idempotent").isEqualTo(a);
    assertThat(join(definition.bottom(), a)).as("bottom").isEqualTo(a);
    assertThat(join(a, definition.bottom())).as("bottom").isEqualTo(a);
    assertThat(definition.encode(join(a, b)))
        .as("canonical")
        .isEqualTo(definition.encode(join(b, a)));
    assertThat(join(a, b).hashCode()).isEqualTo(join(b, a).hashCode());
  }

  /** By deltas alone, by states alone, and by both: the same in the end. */
  private void checkConvergence() {
    Known<S, O> byStates = nothing();
    for (Replica replica : shuffled(replicas)) {
      byStates = byStates.join(replica.state, definition);
    }
    Known<S, O> byDeltas = nothing();
    for (Known<S, O> delta : shuffled(deltas)) {
      byDeltas = byDeltas.join(delta, definition);
    }
    assertThat(byDeltas.state).as("delta join equals state join").isEqualTo(byStates.state);
    for (Replica replica : replicas) {
      for (Known<S, O> delta : shuffled(deltas)) {
        replica.receive(delta);
      }
      assertThat(definition.encode(replica.state.state))
          .isEqualTo(definition.encode(byStates.state));
    }
  }

  private Known<S, O> batch() {
    Known<S, O> batch = nothing();
    for (int i = random.nextInt(4); i > 0 && !deltas.isEmpty(); i--) {
      batch = batch.join(any(deltas), definition);
    }
    return batch;
  }

  private Known<S, O> throughBytes(Known<S, O> known) {
    byte[] bytes = definition.encode(known.state);
    S copy = definition.decode(bytes);
    assertThat(copy).isEqualTo(known.state);
    assertThat(definition.encode(copy)).as("canonical").isEqualTo(bytes);
    return new Known<>(copy, known.updates);
  }

  private S sample() {
    return random.nextBoolean() || deltas.isEmpty() ? any(replicas).state.state : any(deltas).state;
  }

  private S join(S left, S right) {
    return definition.join(left, right);
  }

  private Known<S, O> nothing() {
    return new Known<>(definition.bottom(), identitySet());
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** A state or delta and the updates in it. */
  private record Known<S, O>(S state, Set<O> updates) {
    Known<S, O> join(Known<S, O> other, CrdtDefinition<?, S> definition) {
      Set<O> both = identitySet();
      both.addAll(updates);
      both.addAll(other.updates);
      return new Known<>(definition.join(state, other.state), both);
    }
  }

  private final class Replica {
    private final Member self;
    private final Set<O> own = identitySet();
    private Known<S, O> state = nothing();
    private long issued;

    Replica(String name) {
      this.self = Life.of(name);
    }

    void update() {
      S before = state.state;
      List<S> made = new ArrayList<>();
      C handle =
          definition.handle(
              new CrdtCell<>() {
                @Override
                public S state() {
                  return state.state;
                }

                @Override
                public S update(Mutation<S> mutation) {
                  // Numbers are per collection: other keys take some of them.
                  issued += 1 + random.nextInt(3);
                  S delta = mutation.delta(before, new Dot(self, issued));
                  assertThat(mutation.delta(before, new Dot(self, issued)))
                      .as("pure")
                      .isEqualTo(delta);
                  made.add(delta);
                  return join(before, delta);
                }
              });
      O update = model.update(handle, self, state.updates, random);
      if (made.isEmpty() || made.getFirst() == before) {
        return;
      }
      Set<O> carried = identitySet();
      own.add(update);
      carried.addAll(model.isCumulative() ? own : Set.of(update));
      Known<S, O> delta = new Known<>(made.getFirst(), carried);
      deltas.add(delta);
      receive(delta);
    }

    void receive(Known<S, O> delta) {
      state = state.join(delta, definition);
      C handle = definition.handle(new Reading<>(state.state));
      assertThat(model.read(handle)).isEqualTo(model.meaning(state.updates));
    }
  }

  private record Reading<S>(S state) implements CrdtCell<S> {
    @Override
    public S update(Mutation<S> mutation) {
      throw new UnsupportedOperationException();
    }
  }
}
