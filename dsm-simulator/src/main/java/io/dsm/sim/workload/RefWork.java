// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.DsmException;
import io.dsm.ref.AsyncRef;
import io.dsm.ref.RefEntry;
import io.dsm.sim.linear.RefModel.Operation;
import io.dsm.sim.linear.RefModel.Result;
import io.dsm.sim.oracle.RefHistory;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads, writes and deletes references, on conditions that often hold. Answers come later. */
final class RefWork {

  private final World world;
  private final RefHistory history;

  /** The newest entry anybody was told of, by reference. */
  private final Map<String, RefEntry<String>> told = new HashMap<>();

  private int writes;

  RefWork(World world) {
    this.world = world;
    this.history = world.refs();
  }

  void act(Site site) {
    String name = world.pick(Specs.REF_NAMES);
    AsyncRef<String> ref = site.ref(name).async();
    RefEntry<String> newest = told.get(name);
    String value = "v" + ++writes;
    switch (world.random().nextInt(8)) {
      case 0, 1, 2 -> read(site, name, ref);
      case 3, 4 -> ask(site, name, new Operation.Set(value), ref.set(value), Result.Version::new);
      case 5 -> {
        long version = newest == null ? 0 : newest.version();
        done(
            site,
            name,
            new Operation.SetIfUnchanged(version, value),
            ref.compareAndSet(version, value));
      }
      case 6 -> compareAndSet(site, name, ref, value, newest);
      default -> done(site, name, new Operation.Delete(), ref.delete());
    }
  }

  private void compareAndSet(
      Site site,
      String name,
      AsyncRef<String> ref,
      String value,
      @Nullable RefEntry<String> newest) {
    if (newest == null || newest.value().isEmpty()) {
      done(site, name, new Operation.SetIfAbsent(value), ref.setIfAbsent(value));
    } else {
      String expected = newest.value().get();
      done(
          site,
          name,
          new Operation.CompareAndSet(expected, value),
          ref.compareAndSet(expected, value));
    }
  }

  private void read(Site site, String name, AsyncRef<String> ref) {
    ask(
        site,
        name,
        new Operation.Read(),
        ref.entry(),
        entry -> {
          told.put(name, entry);
          return new Result.Entry(entry);
        });
  }

  private void done(Site site, String name, Operation operation, CompletionStage<Boolean> stage) {
    ask(site, name, operation, stage, Result.Done::new);
  }

  private <T> void ask(
      Site site,
      String name,
      Operation operation,
      CompletionStage<T> stage,
      Function<T, Result> reader) {
    RefHistory.Open call = history.began(name, world.cluster().now().toNanos(), operation);
    world.note(site.member() + " " + name + " " + operation);
    var _ =
        stage.whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                Result result = reader.apply(answer);
                call.answered(world.cluster().now().toNanos(), result);
                world.note(site.member() + " " + name + " answer: " + result);
              } else {
                failed(call, failure);
                world.note(site.member() + " " + name + " answer: " + failure);
              }
            });
  }

  /** Only what may have happened stays in the history. */
  private static void failed(RefHistory.Open call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof DsmException.Unavailable || cause instanceof DsmException.Rejected) {
      call.didNotHappen();
    }
  }
}
