// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalLong;

/** Names of the files of a journal. */
final class FileNames {

  static final String MANIFEST = "manifest";
  static final String MARK = "durable.mark";

  /** While it is there, segments may have been begun when those before were not durable. */
  static final String UNSYNCED = "unsynced";

  static final String RESERVE = "reserve";
  static final String TEMPORARY = ".tmp";
  static final String TORN = ".torn-";
  private static final String SEGMENT = "segment-";
  private static final String CHECKPOINT = "checkpoint-";

  private FileNames() {}

  static String segment(long firstRecord) {
    return number(SEGMENT, firstRecord);
  }

  static String checkpoint(long generation) {
    return number(CHECKPOINT, generation);
  }

  private static String number(String prefix, long number) {
    return String.format(Locale.ROOT, "%s%020d", prefix, number);
  }

  static OptionalLong segmentNumber(String name) {
    return numberOf(SEGMENT, name);
  }

  static OptionalLong checkpointNumber(String name) {
    return numberOf(CHECKPOINT, name);
  }

  private static OptionalLong numberOf(String prefix, String name) {
    String digits = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    boolean fits = digits.length() == 20 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!fits || digits.compareTo("0%d".formatted(Long.MAX_VALUE)) > 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(digits));
  }

  /** A name for bytes set aside that is not taken yet. */
  static String torn(String name, Collection<String> taken) {
    int n = 1;
    while (taken.contains(name + TORN + n)) {
      n++;
    }
    return name + TORN + n;
  }
}
