// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.cluster.Member;
import io.dsm.register.Version;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One random update of a history; each specification reads from it what it needs. */
public final class Op {
  private static final List<String> ELEMENTS = List.of("e0", "e1", "e2");
  private static final List<String> KEYS = List.of("k0", "k1");

  final int index;
  final Member origin;
  final List<Member> members;
  final Version stamp;
  final int verb;
  final int key;
  final int element;
  final long amount;

  /** The updates it supersedes; set by the specification. */
  long superseded;

  /** The stamp it must get; set by the specification of kinds that use stamps. */
  Version written;

  /** What its update answered. */
  @Nullable Object answer;

  Op(int index, Member origin, List<Member> members, Version stamp, Random random) {
    this.index = index;
    this.origin = origin;
    this.members = members;
    this.stamp = stamp;
    this.written = stamp;
    this.verb = random.nextInt(60);
    this.key = random.nextInt(KEYS.size());
    this.element = random.nextInt(ELEMENTS.size());
    this.amount = random.nextLong(-4, 10);
  }

  long bit() {
    return 1L << index;
  }

  /** One of the verbs, the first of them more often. */
  boolean isVerb(int number, int of) {
    return Math.min(verb * (of + 1) / 60, of) % of == number;
  }

  String text() {
    return ELEMENTS.get(element);
  }

  String keyText() {
    return KEYS.get(key);
  }

  boolean sameKey(Op other) {
    return key == other.key;
  }

  boolean sameElement(Op other) {
    return element == other.element;
  }

  boolean sameOrigin(Op other) {
    return origin.equals(other.origin);
  }

  @Override
  public String toString() {
    return "#" + index + " of " + origin + " verb " + verb + " k" + key + " e" + element + " "
        + amount;
  }
}
