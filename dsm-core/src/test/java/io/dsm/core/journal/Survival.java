// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.core.journal.CrashFile.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** Which unsynced changes reach the platter when the power goes. */
interface Survival {

  int SECTOR = 32;

  /** The parts of one of several pending changes of a file that survive. */
  List<Change> parts(Change change, int index, int count);

  /** How many of the pending changes of the directory survive, in order. */
  int names(int count);

  /** A change of a directory that survives by position but is lost all the same. */
  default boolean loseName() {
    return false;
  }

  static List<Survival> fixed() {
    return List.of(
        of("nothing", (c, i, n) -> List.of(), 0, 1),
        of("everything", (c, i, n) -> List.of(c), 1, 1),
        of("names only", (c, i, n) -> List.of(), 1, 1),
        of("content only", (c, i, n) -> List.of(c), 0, 1),
        of("half of the names", (c, i, n) -> List.of(c), 1, 2),
        of("first half", (c, i, n) -> i < n / 2 ? List.of(c) : torn(c, i == n / 2 ? 2 : 0), 1, 1),
        of("last change only", (c, i, n) -> i == n - 1 ? List.of(c) : List.of(), 1, 1),
        of("last byte missing", (c, i, n) -> i < n - 1 ? List.of(c) : torn(c, 1), 1, 1),
        of("last change torn", (c, i, n) -> i < n - 1 ? List.of(c) : torn(c, 2), 1, 1),
        of("even sectors", (c, i, n) -> sectors(c, k -> k % 2 == 0), 1, 1),
        of("odd sectors", (c, i, n) -> sectors(c, k -> k % 2 == 1), 1, 1),
        of("zeros instead of content", (c, i, n) -> zeros(c), 1, 1));
  }

  static Survival random(long seed) {
    Random random = new Random(seed);
    return new Survival() {
      @Override
      public List<Change> parts(Change change, int index, int count) {
        return switch (random.nextInt(4)) {
          case 0 -> List.of(change);
          case 1 -> torn(change, 1 + random.nextInt(40));
          case 2 -> sectors(change, k -> random.nextBoolean());
          default -> List.of();
        };
      }

      @Override
      public int names(int count) {
        return random.nextInt(count + 1);
      }

      @Override
      public boolean loseName() {
        return random.nextInt(4) == 0;
      }

      @Override
      public String toString() {
        return "random survival, seed " + seed;
      }
    };
  }

  /** Chooses parts. */
  interface Parts {
    List<Change> of(Change change, int index, int count);
  }

  private static Survival of(String name, Parts parts, int numerator, int denominator) {
    return new Survival() {
      @Override
      public List<Change> parts(Change change, int index, int count) {
        return parts.of(change, index, count);
      }

      @Override
      public int names(int count) {
        return count * numerator / denominator;
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** The beginning of a write: 1 leaves out the last byte, n the last 1/n; 0 leaves out all. */
  private static List<Change> torn(Change change, int how) {
    if (!(change instanceof Change.Write(long position, byte[] bytes)) || how == 0) {
      return List.of();
    }
    int keep = how == 1 ? bytes.length - 1 : bytes.length - Math.max(1, bytes.length / how);
    return List.of(new Change.Write(position, Arrays.copyOf(bytes, Math.max(0, keep))));
  }

  private static List<Change> zeros(Change change) {
    return change instanceof Change.Write(long position, byte[] bytes)
        ? List.of(new Change.Write(position, new byte[bytes.length]))
        : List.of(change);
  }

  private static List<Change> sectors(Change change, IntPredicate kept) {
    if (!(change instanceof Change.Write(long position, byte[] bytes))) {
      return kept.test(0) ? List.of(change) : List.of();
    }
    List<Change> parts = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int sector = (int) ((position + at) / SECTOR);
      int end = (int) Math.min(bytes.length, (sector + 1L) * SECTOR - position);
      if (kept.test(sector)) {
        parts.add(new Change.Write(position + at, Arrays.copyOfRange(bytes, at, end)));
      }
      at = end;
    }
    return parts;
  }
}
