// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every model that is checked: in each build, or only when there is time. */
final class Models {

  private static final String LEASE = "Lease";
  private static final String TRANSFER = "Transfer";
  private static final String VOTERS = "Voters";

  private Models() {}

  static List<Model> inEveryBuild() {
    return Stream.of(
            faithful(), mistakesWithLeases(), mistakesWithTransfers(), mistakesWithVoters())
        .flatMap(List::stream)
        .toList();
  }

  /** All of them, and some with more of everything: minutes. */
  static List<Model> large() {
    return Stream.of(inEveryBuild(), faithfulAndLarge()).flatMap(List::stream).toList();
  }

  private static List<Model> faithful() {
    return List.of(
        Model.holds(LEASE, "two leaders, clocks off by a third", 20_000, coarse(Map.of())),
        Model.holds(LEASE, "clocks off by exactly 1 %", 35_000, tight(Map.of())),
        Model.holds(TRANSFER, "two members", 70_000, Map.of()),
        Model.holds(VOTERS, "votes one by one", 3_000, Map.of()),
        Model.holds(VOTERS, "changes of voters", 30_000, changes(Map.of())));
  }

  private static List<Model> faithfulAndLarge() {
    return List.of(
        Model.holds(LEASE, "three ownerships", 70_000, coarse(Map.of("MaxToken", "3"))),
        Model.holds(LEASE, "two leaders off by 1 %", 180_000, tight(Map.of("Voters", "{v1, v2}"))),
        Model.holds(LEASE, "a term that is no multiple", 70_000, Map.of("Voters", "{v1}")),
        Model.holds(LEASE, "a grace besides", 70_000, Map.of("Voters", "{v1}", "Wait", "317")),
        Model.holds(
            TRANSFER, "three ownerships", 180_000, Map.of("MaxToken", "3", "MaxRenewals", "0")),
        Model.holds(TRANSFER, "finer clocks", 300_000, Map.of("Term", "2", "Wait", "4")),
        Model.holds(
            VOTERS, "changes between commands", 34_000, changes(Map.of("Commands", "TRUE"))));
  }

  private static List<Model> mistakesWithLeases() {
    Map<String, String> small = coarse(Map.of("Voters", "{v1}", "MaxToken", "3"));
    return List.of(
        Model.breaks(
            LEASE,
            "the leader waits for the term only",
            "HolderIsOwner",
            Map.of("Voters", "{v1}", "Wait", "300")),
        Model.breaks(
            LEASE,
            "a clock a little slower than allowed",
            "HolderIsOwner",
            tight(Map.of("Slow", "98"))),
        Model.breaks(LEASE, "a clock a little faster than allowed", "HolderIsOwner", fast()),
        mistake(LEASE, "holder counts from the answer", "HolderIsOwner", small),
        mistake(LEASE, "expiry ignores renewals", "HolderIsOwner", small),
        mistake(LEASE, "a new leader does not wait", "HolderIsOwner", small),
        mistake(LEASE, "release ignores the token", "HolderIsOwner", small),
        mistake(LEASE, "an ended token begins again", "BeginsOnce", small),
        mistake(LEASE, "tokens of a free key are forgotten", "TokensRise", small));
  }

  private static List<Model> mistakesWithTransfers() {
    Map<String, String> small = Map.of("MaxToken", "3", "MaxRenewals", "0");
    return List.of(
        mistake(TRANSFER, "transfers before giving up", "HolderIsOwner", small),
        mistake(TRANSFER, "target acts on the message", "HolderIsOwner", small),
        mistake(TRANSFER, "place counts from the answer", "HolderIsOwner", small),
        mistake(TRANSFER, "turn counts from the telling", "HolderIsOwner", small),
        mistake(TRANSFER, "the line is left alone", "WaitersHaveAnOwner", small),
        mistake(TRANSFER, "an earlier wait's message counts", "HolderIsOwner", small));
  }

  private static List<Model> mistakesWithVoters() {
    Map<String, String> few = Map.of("Commands", "FALSE");
    Map<String, String> atOnce = Map.of("Commands", "FALSE", "AtOnce", "TRUE");
    return List.of(
        mistake(VOTERS, "a wiped voter keeps its name", "OneLeaderInATerm", few),
        mistake(VOTERS, "votes twice in a term", "OneLeaderInATerm", few),
        mistake(VOTERS, "votes for shorter logs", "LeadersAreComplete", few),
        mistake(
            VOTERS,
            "commits what others began",
            "LeadersAreComplete",
            with(atOnce, Map.of("MaxTerm", "4"))),
        mistake(VOTERS, "changes two at once", "OneLeaderInATerm", changes(Map.of())),
        mistake(
            VOTERS,
            "changes before the last one is committed",
            "OneLeaderInATerm",
            changes(Map.of())),
        mistake(VOTERS, "changes before its term has begun", "OneLeaderInATerm", fromFourToFive()),
        mistake(VOTERS, "half of four is enough", "LeadersAreComplete", four()));
  }

  /** The smallest group in which a change before the own term has begun does harm. */
  private static Map<String, String> fromFourToFive() {
    return changes(
        Map.of(
            "Servers", "{s1, s2, s3, s4, s5}",
            "First", "{s1, s2, s3, s4}",
            "MaxTerm", "3",
            "MaxLog", "2"));
  }

  private static Map<String, String> four() {
    return changes(Map.of("First", "{s1, s2, s3, s4}", "MaxTerm", "3", "MaxLog", "2"));
  }

  private static Model mistake(
      String module, String mistake, String property, Map<String, String> constants) {
    return Model.breaks(
        module, mistake, property, with(constants, Map.of("Mistake", '"' + mistake + '"')));
  }

  /** Clocks off by a third: few states, for searching far. */
  private static Map<String, String> coarse(Map<String, String> more) {
    return with(Map.of("Term", "2", "Wait", "4", "Slow", "1", "Fast", "2"), more);
  }

  /** The slowest holder and the fastest leader are done at the same tick. */
  private static Map<String, String> tight(Map<String, String> more) {
    return with(Map.of("Voters", "{v1}", "Term", "297", "Wait", "303"), more);
  }

  private static Map<String, String> fast() {
    return tight(Map.of("Term", "298", "Wait", "305", "Fast", "102"));
  }

  /** Elections in one step, and changes of voters. */
  private static Map<String, String> changes(Map<String, String> more) {
    return with(
        Map.of("Servers", "{s1, s2, s3, s4}", "MaxLog", "3", "AtOnce", "TRUE", "Commands", "FALSE"),
        more);
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }
}
