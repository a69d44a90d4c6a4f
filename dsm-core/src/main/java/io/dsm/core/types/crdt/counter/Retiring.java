// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.cluster.Member;
import java.util.function.Predicate;

/**
 * A kind whose states name the members that made them, life by life, and can name the lives of a
 * node that are over as one.
 */
public interface Retiring<S> {

  /**
   * The same value, with fewer names. The result is above {@code state} and above every state its
   * lives that are over ever had, provided that {@code state} has all of them: so replicas may do
   * this at any time, each for itself, and join.
   *
   * @param over whether a life is over for good; true of all earlier lives of that node, too
   * @return {@code state} itself if it is as short as can be
   */
  S retired(S state, Predicate<Member> over);
}
