// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.register.Version;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import io.dsm.stream.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What one watcher of registers was told. E1: per key in the order of versions, each at most once,
 * nothing that nobody wrote. E3: what was left out was announced as a gap, after which it is told
 * anew what is there.
 */
final class Told implements Flow.Subscriber<Change<String>> {

  private final World world;
  private final String who;
  private final Map<String, String> view = new HashMap<>();
  private final Map<String, Version> newest = new HashMap<>();
  private Flow.@Nullable Subscription subscription;
  private boolean begun;

  Told(World world, Site site, String who) {
    this.world = world;
    this.who = who + " at " + site.member();
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    subscription = granted;
  }

  @Override
  public void onNext(Change<String> change) {
    switch (change) {
      case Change.Current<String>(var key, var value) -> {
        check(!begun || !view.containsKey(key), "is told anew without a gap: " + change);
        value(change, key, value, 0);
      }
      case Change.Updated<String>(var key, var value) -> {
        begun = true;
        value(change, key, value, 1);
      }
      case Change.Removed<String>(var key) -> {
        begun = true;
        view.remove(key);
      }
      case Change.Gap<String>(var dropped) -> {
        check(dropped >= 1, "is told of a gap of " + dropped);
        begun = false;
        view.clear();
      }
    }
  }

  private void value(Change<String> change, String key, String value, int least) {
    Version version = world.history().versionOf(value);
    check(version != null, "is told what nobody wrote: " + change);
    if (version != null) {
      Version before = newest.put(key, version);
      check(
          before == null || version.compareTo(before) >= least,
          "is told " + change + " of " + version + " after " + before);
    }
    view.put(key, value);
  }

  private void check(boolean holds, String otherwise) {
    world.verdict().check(holds, "E1", who + " " + otherwise);
  }

  @Override
  public void onError(Throwable failure) {
    world.verdict().violated("E1", who + " failed: " + failure);
  }

  @Override
  public void onComplete() {}

  void take(long changes) {
    Flow.Subscription granted = subscription;
    if (granted != null) {
      granted.request(changes);
    }
  }

  void judge(Map<String, String> there) {
    check(view.equals(there), "was told " + view + " but there is " + there);
  }
}
