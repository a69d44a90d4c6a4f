// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.crdt.VersionVector;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Up to which time everybody is known to have everything: removals of before it need not be
 * remembered, because no older write can come from anywhere any more.
 *
 * <p>Each member says at every tick: what I write from now on is stamped after <i>at</i>, and my
 * latest operation is number <i>last</i>. Whoever has that operation has all of that member up to
 * that time; the least of these times, over all members, is what it has <i>passed</i> and says,
 * too. What all have passed is stable. A member that is away holds this up until it is back, has
 * begun another life, or has been away too long. So does one that has not been met yet in this life
 * but must exist. Belongs to the engine.
 */
public final class Stability {

  private final Roster roster;
  private final Set<NodeId> met = new HashSet<>();
  private final Map<Member, Standing> others = new HashMap<>();
  private long passedMillis;

  /**
   * What a member says of itself.
   *
   * @param last number of its latest operation; 0 if none
   * @param atMillis all further ones are stamped after that time
   * @param passedMillis it has everything of everybody up to that time
   * @param gone stands for what it has of members that are not visible now
   */
  public record Progress(long last, long atMillis, long passedMillis, long gone) {}

  /** Before all of these have been met, nothing is passed. */
  public Stability(Roster roster) {
    this.roster = roster;
  }

  /** Others are visible than before. Who left on purpose will not come back with this life. */
  public void visible(Collection<Member> members, Predicate<Member> departed, long nowNanos) {
    members.forEach(member -> met.add(member.node()));
    members.forEach(member -> others.computeIfAbsent(member, _ -> new Standing()).absent = false);
    others.keySet().removeIf(member -> !members.contains(member) && departed.test(member));
    others.keySet().removeIf(member -> isSucceeded(member, members));
    others.forEach(
        (member, standing) -> {
          if (!standing.absent && !members.contains(member)) {
            standing.absent = true;
            standing.absentSinceNanos = nowNanos;
          }
        });
  }

  private static boolean isSucceeded(Member life, Collection<Member> members) {
    return members.stream()
        .anyMatch(
            other ->
                other.node().equals(life.node())
                    && other.incarnation().compareTo(life.incarnation()) > 0);
  }

  /** Members that have been away for longer are not waited for. */
  public void giveUp(long nowNanos, long horizonNanos) {
    others
        .values()
        .removeIf(
            standing -> standing.absent && nowNanos - standing.absentSinceNanos > horizonNanos);
  }

  /** A member has spoken. */
  public void told(Member member, Progress progress) {
    Standing standing = others.get(member);
    if (standing != null) {
      standing.told = progress;
    }
  }

  /**
   * Time has passed, and nothing that was asked for is lacking here.
   *
   * @param atMillis all that this node writes from now on is stamped after that time
   * @param known what is known here
   * @param gone stands for what is known of members that are not visible now: whoever has other
   *     operations of them may send them yet
   */
  public void pass(long atMillis, VersionVector known, long gone) {
    if (!roster.isMet(met)) {
      return;
    }
    long least = atMillis;
    for (Map.Entry<Member, Standing> entry : others.entrySet()) {
      Standing standing = entry.getValue();
      if (known.of(entry.getKey()) >= standing.told.last()) {
        standing.throughMillis = Math.max(standing.throughMillis, standing.told.atMillis());
      }
      if (!standing.absent && standing.told.gone() != gone) {
        return;
      }
      least = Math.min(least, standing.throughMillis);
    }
    passedMillis = Math.max(passedMillis, least);
  }

  /** This node has everything of everybody up to that time. */
  public long passedMillis() {
    return passedMillis;
  }

  /** Everybody has everything of everybody up to that time. */
  public long stableMillis() {
    long least = passedMillis;
    for (Standing standing : others.values()) {
      least = Math.min(least, standing.told.passedMillis());
    }
    return least;
  }

  /** What is known of one other member. */
  private static final class Standing {
    private Progress told = new Progress(Long.MAX_VALUE, 0, 0, 0);
    private long throughMillis;
    private boolean absent;
    private long absentSinceNanos;
  }
}
