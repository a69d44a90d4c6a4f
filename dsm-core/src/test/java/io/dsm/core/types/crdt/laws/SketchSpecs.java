// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.crdt.CrdtSpec.Elements;
import io.dsm.crdt.CrdtSpec.Kind;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.DdSketch;
import io.dsm.crdt.HyperLogLog;
import io.dsm.crdt.TopK;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What sketches mean: the exact answer, within the documented error. */
final class SketchSpecs {
  private SketchSpecs() {}

  /** Few enough elements to be counted exactly, but for two in one register. */
  static final class Distinct extends Spec<HyperLogLog<String>> {
    private static final int PRECISION = 9;

    Distinct() {
      super("hyper-log-log", new Kind.Distinct<>(Elements.of(String.class), PRECISION));
    }

    private static String element(Op op) {
      return op.text() + op.amount;
    }

    @Override
    void update(HyperLogLog<String> handle, Op op) {
      handle.add(element(op));
    }

    @Override
    public Object read(HyperLogLog<String> handle) {
      return handle.estimate();
    }

    @Override
    public Object meaning(Past past) {
      return past.all().stream().map(Distinct::element).distinct().count();
    }

    @Override
    public boolean agree(Object read, Object meaning) {
      return Math.abs((long) read - (long) meaning) <= 1 + (long) meaning / 4;
    }
  }

  static final class Percentiles extends Spec<DdSketch> {
    private static final double[] VALUES = {-7e5, -0.25, 0, 1e-6, 3, 19, 4.5e9};
    private static final double[] QUANTILES = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1};

    Percentiles() {
      super("dd-sketch", Crdts.ddSketch());
    }

    private static double value(Op op) {
      return VALUES[op.verb % VALUES.length];
    }

    @Override
    void update(DdSketch handle, Op op) {
      handle.record(value(op));
    }

    @Override
    public boolean carries(Op op, Op earlier) {
      return value(op) == value(earlier);
    }

    @Override
    public Object read(DdSketch handle) {
      List<Double> read = new ArrayList<>();
      read.add((double) handle.count());
      for (double q : QUANTILES) {
        handle.quantile(q).ifPresent(read::add);
      }
      return read;
    }

    @Override
    public Object meaning(Past past) {
      List<Double> sorted =
          past.all().stream().map(Percentiles::value).sorted().collect(Collectors.toList());
      List<Double> meaning = new ArrayList<>();
      meaning.add((double) sorted.size());
      for (double q : QUANTILES) {
        if (!sorted.isEmpty()) {
          meaning.add(sorted.get((int) (q * (sorted.size() - 1))));
        }
      }
      return meaning;
    }

    @Override
    public boolean agree(Object read, Object meaning) {
      List<?> left = (List<?>) read;
      List<?> right = (List<?>) meaning;
      boolean agree = left.size() == right.size();
      for (int i = 0; agree && i < left.size(); i++) {
        double exact = (Double) right.get(i);
        agree = Math.abs((Double) left.get(i) - exact) <= 0.0100001 * Math.abs(exact);
      }
      return agree;
    }
  }

  /** Bounds hold where the updates of each origin are known without a gap, as they arrive. */
  static final class Frequent extends Spec<TopK<String>> {
    private static final int CAPACITY = 3;

    Frequent() {
      super("top-k", new Kind.Frequent<>(Elements.of(String.class), CAPACITY));
    }

    private static String element(Op op) {
      return "e" + op.verb % 5;
    }

    private static long times(Op op) {
      return Math.abs(op.amount) + 1;
    }

    @Override
    void update(TopK<String> handle, Op op) {
      handle.add(element(op), times(op));
    }

    @Override
    public Object read(TopK<String> handle) {
      return new Reading(handle.top(100), handle.total());
    }

    @Override
    public Object meaning(Past past) {
      return past;
    }

    @Override
    public boolean agree(Object read, Object meaning) {
      Past past = (Past) meaning;
      if (!isWithoutGaps(past)) {
        return true;
      }
      Map<String, Long> truth = new TreeMap<>();
      past.all().forEach(op -> truth.merge(element(op), times(op), Long::sum));
      long total = truth.values().stream().mapToLong(Long::longValue).sum();
      Reading reading = (Reading) read;
      boolean bounded =
          reading.hits.stream()
              .allMatch(
                  hit ->
                      hit.atLeast() <= truth.getOrDefault(hit.element(), 0L)
                          && truth.getOrDefault(hit.element(), 0L) <= hit.atMost()
                          && hit.atMost() - hit.atLeast() <= total / CAPACITY + 1);
      List<String> listed = reading.hits.stream().map(TopK.Hit::element).toList();
      boolean complete =
          truth.entrySet().stream()
              .allMatch(
                  entry -> entry.getValue() <= total / CAPACITY || listed.contains(entry.getKey()));
      return bounded && complete && reading.total == total;
    }

    private static boolean isWithoutGaps(Past past) {
      List<Op> known = past.all();
      return past.history().stream()
          .filter(op -> !known.contains(op))
          .noneMatch(
              missing ->
                  known.stream()
                      .anyMatch(op -> op.sameOrigin(missing) && op.index > missing.index));
    }

    private record Reading(List<TopK.Hit<String>> hits, long total) {}
  }
}
