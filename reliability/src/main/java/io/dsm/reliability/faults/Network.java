// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One network namespace for each node, all on one bridge. A link is cut in one direction by sending
 * its packets to a hardware address nobody has: they vanish without an error at the sender, as on a
 * broken wire. Needs root and the program {@code ip}; nothing of it is visible to other programs.
 */
final class Network implements AutoCloseable {

  private static final String PREFIX = "dsmf";
  private static final String NOBODY = "02:d5:00:00:00:ff";

  /** Packets of one node to another. */
  record Link(int from, int to) {}

  private final int nodes;
  private final String id = PREFIX + ProcessHandle.current().pid();
  private final Set<Link> cut = new HashSet<>();

  Network(int nodes) {
    this.nodes = nodes;
  }

  /** Why there can be no such network here; empty if there can. */
  static String impossible() throws InterruptedException {
    String probe = PREFIX + "probe" + ProcessHandle.current().pid();
    Commands.Result made = Commands.attempt(List.of("ip", "netns", "add", probe), "");
    Commands.attempt(List.of("ip", "netns", "del", probe), "");
    return made.succeeded()
        ? ""
        : "no network namespaces, which need root and 'ip netns': " + made.output().strip();
  }

  void open() throws InterruptedException {
    forgetTheDead();
    List<String> batch = new ArrayList<>(List.of("link add " + id + "b type bridge"));
    for (int i = 0; i < nodes; i++) {
      batch.add("netns add " + space(i));
      batch.add(
          "link add %sv%d type veth peer name eth0 address %s netns %s"
              .formatted(id, i, hardware(i), space(i)));
      batch.add("link set %sv%d master %sb up".formatted(id, i, id));
    }
    batch.add("link set " + id + "b up");
    Commands.require(List.of("ip", "-batch", "-"), String.join("\n", batch) + "\n");
    for (int i = 0; i < nodes; i++) {
      List<String> inside =
          new ArrayList<>(
              List.of(
                  "addr add " + address(i) + "/24 dev eth0", "link set lo up", "link set eth0 up"));
      for (int j = 0; j < nodes; j++) {
        if (j != i) {
          inside.add(neighbour(j, hardware(j)));
        }
      }
      batch(i, inside);
    }
  }

  private void batch(int node, List<String> lines) throws InterruptedException {
    Commands.require(
        List.of("ip", "-n", space(node), "-batch", "-"), String.join("\n", lines) + "\n");
  }

  private static String neighbour(int node, String hardware) {
    return "neigh replace " + address(node) + " lladdr " + hardware + " dev eth0 nud permanent";
  }

  /** What to put before a command that is to run on the host of a node. */
  List<String> on(int node) {
    return List.of("ip", "netns", "exec", space(node));
  }

  static String address(int node) {
    return "10.213.0." + (node + 1);
  }

  List<String> addresses() {
    return IntStream.range(0, nodes).mapToObj(Network::address).toList();
  }

  private static String hardware(int node) {
    return "02:d5:00:00:00:%02x".formatted(node + 1);
  }

  private String space(int node) {
    return id + "n" + node;
  }

  /** Makes exactly these links the cut ones. */
  void cutOnly(Set<Link> links) throws InterruptedException {
    Set<Link> changed = new HashSet<>(links);
    changed.addAll(cut);
    var bySender = changed.stream().collect(Collectors.groupingBy(Link::from));
    for (var sender : bySender.entrySet()) {
      batch(
          sender.getKey(),
          sender.getValue().stream()
              .map(it -> neighbour(it.to(), links.contains(it) ? NOBODY : hardware(it.to())))
              .toList());
    }
    cut.clear();
    cut.addAll(links);
  }

  @Override
  public void close() {
    try {
      remove(id, nodes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(String id, int nodes) throws InterruptedException {
    for (int i = 0; i < nodes; i++) {
      Commands.attempt(List.of("ip", "netns", "del", id + "n" + i), "");
    }
    Commands.attempt(List.of("ip", "link", "del", id + "b"), "");
  }

  /** A rig that was killed could not clean up. */
  private static void forgetTheDead() throws InterruptedException {
    String all = Commands.attempt(List.of("ip", "netns", "list"), "").output();
    Set<String> dead =
        all.lines()
            .map(line -> line.split(" ", 2)[0])
            .filter(name -> name.matches(PREFIX + "[0-9]+n[0-9]+"))
            .map(name -> name.substring(0, name.lastIndexOf('n')))
            .filter(rig -> !Files.exists(Path.of("/proc", rig.substring(PREFIX.length()))))
            .collect(Collectors.toSet());
    for (String rig : dead) {
      remove(rig, 9);
    }
  }
}
