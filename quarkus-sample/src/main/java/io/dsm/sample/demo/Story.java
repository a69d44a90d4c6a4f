// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

/** What a visitor sees: published, counted, owned, killed, taken over, caught up, handed over. */
final class Story {

  private final SampleCluster cluster;
  private final Narrator narrator;

  Story(SampleCluster cluster, Narrator narrator) {
    this.cluster = cluster;
    this.narrator = narrator;
  }

  void tell() {
    EventualChapter state = new EventualChapter(cluster);
    OwnershipChapter ownership = new OwnershipChapter(cluster);
    narrator.step("Three processes meet and agree on a leader", ownership::meet);
    narrator.step("One node publishes a route; the others serve it", state::publish);
    narrator.step("Every node counts 100 hits; all agree on the sum", state::count);
    narrator.step("Bad input is refused with a reason and changes nothing", state::refuse);
    narrator.step("Each shard has one owner, and all nodes name the same", ownership::own);
    narrator.step("An owner hands a shard to another node", ownership::transfer);
    narrator.step("kill -9 the leader, with all the shards it owns", ownership::killLeader);
    narrator.step("The survivors go on: routes are withdrawn and published", state::change);
    narrator.step("They take its shards over under new tokens", ownership::takeOver);
    narrator.step("The killed node comes back and catches up", () -> catchUp(state, ownership));
    narrator.step("Shards spread evenly again", ownership::spread);
    narrator.step("A node stops gracefully and hands its shards over at once", ownership::stop);
    narrator.step("It joins again, and its health says so", ownership::joinAgain);
  }

  private static String catchUp(EventualChapter state, OwnershipChapter ownership) {
    NodeProcess back = ownership.restartKilled();
    return state.caughtUp(back);
  }
}
