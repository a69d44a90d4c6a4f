// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every setting that has no method of its own on the builder: key, default, allowed range, meaning.
 * Settings below {@code transport.} that are not listed are passed on to the transport.
 */
public enum Setting {
  REPAIR_INTERVAL(
      "repair.interval",
      Kind.DURATION,
      "1s",
      new Range("10ms", "1h"),
      "period of comparing with peers"),
  REPAIR_BATCH_BYTES(
      "repair.batch-bytes",
      Kind.BYTES,
      "1MiB",
      new Range("1KiB", "64MiB"),
      "what a repair sends at most before it waits for the peer"),
  REPAIR_BYTES_PER_SECOND(
      "repair.bytes-per-second",
      Kind.BYTES,
      "64MiB",
      new Range("64KiB", "8GiB"),
      "what comparing ranges with a peer may move per second"),
  BROADCAST(
      "replication.broadcast",
      Kind.FLAG,
      "true",
      new Range("false", "true"),
      "whether updates are sent at once; off, only repair moves them"),
  FRAME_BYTES(
      "outbound.frame-bytes",
      Kind.BYTES,
      "8KiB",
      new Range("512", "1MiB"),
      "size at which a frame of updates is full"),
  QUEUE_BYTES(
      "outbound.queue-bytes",
      Kind.BYTES,
      "16MiB",
      new Range("64KiB", "1GiB"),
      "what may wait to be sent; beyond that updates are left to repair"),
  REFUSE_WHEN_FULL(
      "outbound.refuse-when-full",
      Kind.FLAG,
      "false",
      new Range("false", "true"),
      "whether writes that wait for no peer are refused, too, while too much waits to be sent"),
  PENDING_WRITES(
      "write.pending-max",
      Kind.COUNT,
      "65536",
      new Range("1", "1000000"),
      "writes that may wait for acknowledgements; beyond that they are refused"),
  INBOUND_QUEUE(
      "inbound.queue",
      Kind.COUNT,
      "4096",
      new Range("16", "1000000"),
      "frames that may wait to be applied; beyond that they are left to repair"),
  LOG_BYTES(
      "log.bytes-max",
      Kind.BYTES,
      "8MiB",
      new Range("0", "1GiB"),
      "history kept per origin, for replay"),
  VALUE_BYTES(
      "value.bytes-max",
      Kind.BYTES,
      "256KiB",
      new Range("1", "8MiB"),
      "largest encoded value of a register"),
  TOMBSTONE_HORIZON(
      "tombstone.horizon",
      Kind.DURATION,
      "24h",
      new Range("1s", "365d"),
      "how long removals are remembered, and absent members waited for"),
  TOMBSTONE_GRACE(
      "tombstone.grace",
      Kind.DURATION,
      "1m",
      new Range("1s", "365d"),
      "how long removals are remembered even if all members have them"),
  CLOCK_OFFSET_MAX(
      "clock.offset-max",
      Kind.DURATION,
      "500ms",
      new Range("1ms", "1h"),
      "updates stamped further ahead of this node's wall clock are refused"),
  EXPIRY_INTERVAL(
      "expiry.interval",
      Kind.DURATION,
      "250ms",
      new Range("10ms", "1h"),
      "period of ending values whose time to live is over"),
  WATCH_BACKLOG(
      "watch.backlog",
      Kind.COUNT,
      "8192",
      new Range("1", "1000000"),
      "latest changes kept per watched collection, for watchers behind or away"),
  WATCH_BACKLOG_BYTES(
      "watch.backlog-bytes",
      Kind.BYTES,
      "8MiB",
      new Range("1KiB", "1GiB"),
      "bytes of changes kept per watched collection"),
  CHECKPOINT_BYTES(
      "durability.checkpoint-bytes",
      Kind.BYTES,
      "64MiB",
      new Range("64KiB", "64GiB"),
      "growth of the content journal after which a checkpoint is written"),
  CONSENSUS_CALL_TIMEOUT(
      "consensus.call-timeout",
      Kind.DURATION,
      "5s",
      new Range("10ms", "10m"),
      "bound of one lease command"),
  CONSENSUS_HEARTBEAT(
      "consensus.heartbeat",
      Kind.DURATION,
      "200ms",
      new Range("10ms", "1m"),
      "period of the leader's sign of life"),
  CONSENSUS_LEADER_TIMEOUT(
      "consensus.leader-timeout",
      Kind.DURATION,
      "1s",
      new Range("50ms", "10m"),
      "silence after which voters elect another leader"),
  CONSENSUS_FSYNC(
      "consensus.fsync",
      Kind.FLAG,
      "true",
      new Range("false", "true"),
      "whether voters sync their log to disk before they answer; off, a power cut breaks promises"),
  CONSENSUS_SNAPSHOT_EVERY(
      "consensus.snapshot-every",
      Kind.COUNT,
      "50000",
      new Range("10", "10000000"),
      "commands between two snapshots of what voters have agreed on"),
  FAILURE_TIMEOUT(
      "transport.failure-timeout",
      Kind.DURATION,
      "5s",
      new Range("100ms", "10m"),
      "silence after which a peer leaves the view");

  /** Prefix of settings that are the transport's own. */
  static final String TRANSPORT_PREFIX = "transport.";

  private final String key;
  private final Kind kind;
  private final String defaultText;
  private final Range range;
  private final String meaning;

  Setting(String key, Kind kind, String defaultText, Range range, String meaning) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.range = range;
    this.meaning = meaning;
  }

  /** The least and the greatest value allowed, as texts. */
  private record Range(String least, String greatest) {}

  /** The key, without the {@code dsm.} prefix. */
  public String key() {
    return key;
  }

  public String defaultText() {
    return defaultText;
  }

  /** What it means, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** What is allowed, for people. */
  public String allowed() {
    return kind.words + " from " + range.least() + " to " + range.greatest();
  }

  /** Keys of all settings, in order. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).sorted().toList();
  }

  static Optional<Setting> byKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static Setting closest(String key) {
    return Arrays.stream(values())
        .min(Comparator.comparingInt(setting -> distance(setting.key, key)))
        .orElseThrow();
  }

  Object parse(String text) {
    Object value;
    try {
      value = kind.parse(text.strip());
    } catch (RuntimeException e) {
      throw refused(text);
    }
    if (!kind.isBetween(value, kind.parse(range.least()), kind.parse(range.greatest()))) {
      throw refused(text);
    }
    return value;
  }

  private DsmException.Rejected refused(String text) {
    return new DsmException.Rejected(
        "setting '"
            + key
            + "' ("
            + meaning
            + ") cannot be '"
            + text
            + "'; the node was not built; allowed is "
            + allowed());
  }

  /** Levenshtein distance. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }

  /** How the text of a setting is read. */
  private enum Kind {
    DURATION("a duration such as 500ms, 10s, 5m, 24h, 7d or PT10S,") {
      @Override
      Comparable<?> parse(String text) {
        return Texts.duration(text);
      }
    },
    BYTES("a number of bytes such as 8192, 8KiB or 16MiB,") {
      @Override
      Comparable<?> parse(String text) {
        return Texts.bytes(text);
      }
    },
    COUNT("a number") {
      @Override
      Comparable<?> parse(String text) {
        return Long.parseLong(text);
      }
    },
    FLAG("true or false,") {
      @Override
      Comparable<?> parse(String text) {
        return Texts.flag(text);
      }
    };

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    abstract Comparable<?> parse(String text);

    boolean isBetween(Object value, Comparable<?> least, Comparable<?> greatest) {
      return switch (this) {
        case DURATION ->
            ((Duration) value).compareTo((Duration) least) >= 0
                && ((Duration) value).compareTo((Duration) greatest) <= 0;
        case BYTES, COUNT -> (Long) value >= (Long) least && (Long) value <= (Long) greatest;
        case FLAG -> true;
      };
    }
  }
}
