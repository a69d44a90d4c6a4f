// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.sizes;

import io.dsm.checks.sizes.JavaFile.Kind;
import io.dsm.checks.sizes.JavaFile.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Files and methods stay short enough to be read in one sitting. */
final class SizeRule {

  private static final int LONGEST_FILE = 500;
  private static final int LONG_FILE = 300;
  private static final int MEDIAN_FILE = 100;
  private static final int LONGEST_METHOD = 60;
  private static final int LONG_METHOD = 25;
  private static final int MOST_PARAMETERS = 5;
  private static final double SHARE_OF_LONG_ONES = 0.05;

  /** Classes that dispatch and must never grow into the place where everything happens. */
  private static final Set<String> DISPATCHERS =
      Set.of("Engine.java", "Loop.java", "EventLoop.java", "Node.java");

  private final UnaryOperator<Path> shorten;

  SizeRule(UnaryOperator<Path> shorten) {
    this.shorten = shorten;
  }

  /** The limits of a single file. */
  List<String> violations(List<JavaFile> files) {
    var found = new ArrayList<String>();
    for (var file : files) {
      var name = shorten.apply(file.path());
      int limit = limitOf(file);
      if (file.lines() > limit) {
        found.add("%s: %d lines, at most %d".formatted(name, file.lines(), limit));
      }
      for (var method : file.methods()) {
        checkMethod(name, method, found);
      }
    }
    return found;
  }

  /** The limits of all files together; the longest offenders are listed. */
  List<String> violationsOfTheWhole(List<JavaFile> files) {
    var found = new ArrayList<String>();
    var lines = files.stream().mapToInt(JavaFile::lines).sorted().toArray();
    if (lines.length > 0 && lines[lines.length / 2] > MEDIAN_FILE) {
      found.add("median file has %d lines, at most 100".formatted(lines[lines.length / 2]));
    }
    if (tooMany(IntStream.of(lines), LONG_FILE, lines.length)) {
      found.add("more than 5 %% of the files have %d lines or more".formatted(LONG_FILE));
    }
    var bodies = files.stream().flatMap(it -> it.methods().stream()).toList();
    if (tooMany(bodies.stream().mapToInt(Method::bodyLines), LONG_METHOD, bodies.size())) {
      found.add("more than 5 %% of the methods have %d lines or more".formatted(LONG_METHOD));
    }
    return found;
  }

  private static int limitOf(JavaFile file) {
    var dispatches = DISPATCHERS.contains(file.path().getFileName().toString());
    return dispatches ? LONG_FILE - 1 : LONGEST_FILE;
  }

  private static void checkMethod(Path file, Method method, List<String> found) {
    var where = file + ":" + method.line() + " " + method.name();
    if (method.bodyLines() > LONGEST_METHOD) {
      found.add(where + ": " + method.bodyLines() + " lines, at most " + LONGEST_METHOD);
    }
    if (method.kind() == Kind.CONSTRUCTOR && method.parameters() > MOST_PARAMETERS) {
      found.add(
          where
              + ": a constructor with "
              + method.parameters()
              + " parameters, at most "
              + MOST_PARAMETERS
              + "; pass a record");
    }
  }

  private static boolean tooMany(IntStream sizes, int limit, int total) {
    return sizes.filter(it -> it >= limit).count() > total * SHARE_OF_LONG_ONES;
  }
}
