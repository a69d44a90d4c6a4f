// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The members that wait for one key: first come, first served; each member has one place. */
final class WaitLine {

  private final LinkedHashMap<Member, Waiter> waiters = new LinkedHashMap<>();

  /**
   * A place in the line.
   *
   * @param ticket number of the asking; a later one of the same member is greater
   */
  record Waiter(Member member, long ticket, LeaseValue value, LeaseTiming timing) {

    void writeTo(ByteSink sink) {
      sink.member(member).longOf(ticket).blob(value.bytes());
      timing.writeTo(sink);
    }

    static Waiter readFrom(ByteSource source) {
      return new Waiter(
          source.member(),
          source.longOf(),
          new LeaseValue(source.blob(LeaseLimits.VALUE_BYTES)),
          LeaseTiming.readFrom(source));
    }
  }

  /** Goes to the end, or keeps its place. Earlier lives of the node lose theirs. */
  void join(Waiter waiter) {
    waiters
        .keySet()
        .removeIf(
            member ->
                member.node().equals(waiter.member().node()) && !member.equals(waiter.member()));
    Waiter present = waiters.get(waiter.member());
    if (present == null || present.ticket() <= waiter.ticket()) {
      waiters.put(waiter.member(), waiter); // a key that is present keeps its place
    }
  }

  /** Gives its place up, unless it has asked again since that ticket. */
  void leave(Member member, long ticket) {
    Waiter waiter = waiters.get(member);
    if (waiter != null && waiter.ticket() <= ticket) {
      waiters.remove(member);
    }
  }

  boolean contains(Member member) {
    return waiters.containsKey(member);
  }

  Optional<Waiter> takeFirst() {
    return Optional.ofNullable(waiters.pollFirstEntry()).map(entry -> entry.getValue());
  }

  List<Waiter> inOrder() {
    return List.copyOf(waiters.values());
  }

  int size() {
    return waiters.size();
  }
}
