// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Looks for mistakes, seed after seed from 1 on. */
final class Hunt {

  private final int seedsMax;

  /**
   * @param seedsMax seeds to try for each mistake
   */
  Hunt(int seedsMax) {
    this.seedsMax = seedsMax;
  }

  /**
   * How it went.
   *
   * @param seeds how many it took, or were tried in vain
   * @param violation what noticed the mistake; empty if nothing did
   * @param others what else was violated on the way
   */
  record Result(Mistake mistake, int seeds, String violation, Set<String> others) {
    boolean isFound() {
      return !violation.isEmpty();
    }
  }

  /** All of them, several at once; results in the same order, and each told when it is there. */
  List<Result> all(List<Mistake> mistakes, Consumer<Result> told) throws Exception {
    checkFit(mistakes);
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    List<Future<Result>> running = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      mistakes.forEach(mistake -> running.add(executor.submit(() -> one(mistake))));
      for (Future<Result> result : running) {
        told.accept(result.get());
      }
    }
    List<Result> results = new ArrayList<>();
    for (Future<Result> result : running) {
      results.add(result.get());
    }
    return results;
  }

  /** Throws if some do not fit the product any more, naming all of them. */
  static void checkFit(List<Mistake> mistakes) {
    StringBuilder misfits = new StringBuilder();
    for (Mistake mistake : mistakes) {
      try {
        new MistakenClasses(mistake).load();
      } catch (Cut.DoesNotFit | ClassNotFoundException misfit) {
        misfits.append('\n').append(misfit.getMessage());
      }
    }
    if (!misfits.isEmpty()) {
      throw new AssertionError("some known mistakes cannot be made any more:" + misfits);
    }
  }

  Result one(Mistake mistake) throws Exception {
    MistakenClasses classes = new MistakenClasses(mistake);
    classes.load();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes); // the replicated log is looked up there
    try {
      LongFunction<List<String>> seeds = runner(classes, mistake);
      Set<String> others = new LinkedHashSet<>();
      for (int seed = 1; seed <= seedsMax; seed++) {
        for (String violation : seeds.apply(seed)) {
          if (mistake.isNoticedBy(violation)) {
            return new Result(mistake, seed, violation, others);
          }
          others.add(violation);
        }
      }
      return new Result(mistake, seedsMax, "", others);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @SuppressWarnings("unchecked") // SeedRunner, as those classes have it
  private static LongFunction<List<String>> runner(ClassLoader classes, Mistake mistake)
      throws ReflectiveOperationException {
    return (LongFunction<List<String>>)
        classes
            .loadClass(SeedRunner.class.getName())
            .getConstructor(String.class, Map.class, String.class)
            .newInstance(mistake.sabotage(), mistake.settings(), mistake.bias());
  }
}
