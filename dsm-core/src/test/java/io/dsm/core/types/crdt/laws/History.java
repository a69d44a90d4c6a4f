// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.crdt.CrdtDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One random history of a CRDT on a few replicas: updates, restarts, and deliveries of deltas,
 * batches and whole states in any order, any number of times. Every step is checked against the
 * specification, the laws on states of the history; in the end all must be equal to the byte.
 */
final class History<C, S> {
  final Specification<C, S> specification;
  final CrdtDefinition<C, S> definition;
  final Random random;
  final List<Op> ops = new ArrayList<>();
  final List<Known<S>> deltas = new ArrayList<>();
  private final List<Replica<C, S>> replicas = new ArrayList<>();

  /** A state or delta and the updates in it. */
  record Known<S>(S state, long ops) {}

  History(Specification<C, S> specification, Random random) {
    this.specification = specification;
    this.definition = specification.definition();
    this.random = random;
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      replicas.add(new Replica<>(this, "r" + i));
    }
  }

  void run() {
    for (int steps = 5 + random.nextInt(20); steps > 0; steps--) {
      Replica<C, S> replica = any(replicas);
      switch (random.nextInt(13)) {
        case 0, 1, 2, 3 -> replica.update(replicas);
        case 4, 5, 6, 7 -> replica.receive(batch());
        case 8, 9 -> replica.receive(any(replicas).state);
        case 10, 11 -> replica.receive(throughBytes(any(replicas).state));
        default -> replica.restart(random.nextBoolean());
      }
    }
    checkLaws();
    checkConvergence();
    checkDamage();
  }

  private void checkLaws() {
    S a = sample();
    S b = sample();
    S c = sample();
    S ab = join(a, b);
    check(ab.equals(join(b, a)), "commutative");
    check(join(ab, c).equals(join(a, join(b, c))), "associative");
    check(join(a, a).equals(a), "idempotent");
    check(join(ab, a).equals(ab), "monotone");
    check(join(definition.bottom(), a).equals(a), "bottom is neutral");
    check(join(a, definition.bottom()).equals(a), "bottom is neutral");
    check(Arrays.equals(definition.encode(ab), definition.encode(join(b, a))), "canonical");
    check(ab.hashCode() == join(b, a).hashCode(), "equal states hash alike");
  }

  /** By deltas alone, by states alone, and by both: the same in the end. */
  private void checkConvergence() {
    S byStates = definition.bottom();
    for (Replica<C, S> replica : shuffled(replicas)) {
      byStates = join(byStates, replica.state.state());
    }
    Known<S> all = new Known<>(definition.bottom(), 0);
    for (Known<S> delta : shuffled(deltas)) {
      all = new Known<>(join(all.state(), delta.state()), all.ops() | delta.ops());
    }
    byStates = join(byStates, all.state());
    check(byStates.equals(all.state()), "delta join equals state join");
    byte[] bytes = definition.encode(byStates);
    for (Replica<C, S> replica : replicas) {
      // A few at a time: reading after each delta would be most of the work.
      Known<S> batch = new Known<>(definition.bottom(), 0);
      for (Known<S> delta : shuffled(deltas)) {
        batch = new Known<>(join(batch.state(), delta.state()), batch.ops() | delta.ops());
        if (random.nextInt(4) == 0) {
          replica.receive(batch);
          batch = new Known<>(definition.bottom(), 0);
        }
      }
      replica.receive(batch);
      check(Arrays.equals(definition.encode(replica.state.state()), bytes), "converged");
    }
  }

  /** Bytes that are cut or changed are refused, or are the canonical bytes of another state. */
  private void checkDamage() {
    byte[] bytes = definition.encode(sample());
    byte[] damaged;
    if (random.nextBoolean()) {
      damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    } else {
      damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    try {
      S read = definition.decode(damaged);
      check(Arrays.equals(definition.encode(read), damaged), "only canonical bytes are read");
    } catch (IllegalArgumentException expected) {
      // refused
    }
  }

  Known<S> throughBytes(Known<S> known) {
    byte[] bytes = definition.encode(known.state());
    S copy = definition.decode(bytes);
    check(copy.equals(known.state()), "bytes give the state back");
    check(Arrays.equals(definition.encode(copy), bytes), "canonical");
    return new Known<>(copy, known.ops());
  }

  private Known<S> batch() {
    Known<S> batch = new Known<>(definition.bottom(), 0);
    for (int i = random.nextInt(4); i > 0 && !deltas.isEmpty(); i--) {
      Known<S> delta = any(deltas);
      batch = new Known<>(join(batch.state(), delta.state()), batch.ops() | delta.ops());
    }
    return batch;
  }

  private S sample() {
    return random.nextBoolean() || deltas.isEmpty()
        ? any(replicas).state.state()
        : any(deltas).state();
  }

  S join(S left, S right) {
    return definition.join(left, right);
  }

  void check(boolean holds, String law) {
    if (!holds) {
      throw new AssertionError(specification.name() + " breaks '" + law + "' after " + ops);
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
