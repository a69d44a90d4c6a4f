// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings below {@code dsm.transport.} that only this transport knows.
 *
 * @param bundler how JGroups hands messages to the socket: {@code no-bundler} (default, lowest
 *     latency), {@code transfer-queue} or {@code per-destination}
 * @param virtualThreads whether JGroups runs on virtual threads; key {@code threads}, {@code
 *     virtual} (default) or {@code platform}
 * @param failurePortOffset distance from the bind port to the port of the crash detector, which
 *     must be open in firewalls, too; 1 to 20000, default 5003. Up to {@link #FAILURE_PORT_RANGE}
 *     more ports are tried when that one is taken
 * @param multicastHops how many routers a multicast may pass; key {@code ip-ttl}, 0 to 255, default
 *     1
 */
record TransportOptions(
    String bundler, boolean virtualThreads, int failurePortOffset, int multicastHops) {

  /** How many further ports the crash detector tries. */
  static final int FAILURE_PORT_RANGE = 5;

  private static final Set<String> BUNDLERS =
      Set.of("no-bundler", "transfer-queue", "per-destination");
  private static final Set<String> THREADS = Set.of("virtual", "platform");
  private static final Set<String> KEYS =
      Set.of("bundler", "threads", "failure-port-offset", "ip-ttl");

  /**
   * Reads the settings.
   *
   * @throws DsmException.Rejected for an unknown key or a value that is not allowed
   */
  static TransportOptions parse(Map<String, String> extra) {
    for (String key : extra.keySet()) {
      if (!KEYS.contains(key)) {
        throw new DsmException.Rejected(
            "setting dsm.transport."
                + key
                + " is not known; the transport does not start; use one of "
                + new TreeSet<>(KEYS));
      }
    }
    return new TransportOptions(
        oneOf(extra, "bundler", "no-bundler", BUNDLERS),
        oneOf(extra, "threads", "virtual", THREADS).equals("virtual"),
        number(extra, "failure-port-offset", 5003, 1, 20_000),
        number(extra, "ip-ttl", 1, 0, 255));
  }

  private static String oneOf(
      Map<String, String> extra, String key, String otherwise, Set<String> allowed) {
    String value = extra.getOrDefault(key, otherwise);
    if (!allowed.contains(value)) {
      throw refused(key, value, "use one of " + new TreeSet<>(allowed));
    }
    return value;
  }

  private static int number(
      Map<String, String> extra, String key, int otherwise, int least, int most) {
    String text = extra.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // refused below, like a number out of range
    }
    throw refused(key, text, "use a whole number from " + least + " to " + most);
  }

  private static DsmException.Rejected refused(String key, String value, String next) {
    return new DsmException.Rejected(
        "setting dsm.transport."
            + key
            + "='"
            + value
            + "' is not allowed; the transport does not start; "
            + next);
  }
}
