// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.quarkus.dev.DevPlan;
import io.quarkus.builder.item.SimpleBuildItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The members of dev mode: their ports and folders, and what the application's node must know. */
public final class DevClusterBuildItem extends SimpleBuildItem {

  private static final System.Logger LOG = System.getLogger(DevClusterBuildItem.class.getName());

  private static final List<String> THEIRS =
      List.of("dsm.cluster.membership", "dsm.consensus.voters", "dsm.consensus.expected-size");

  /** Below the ports the system gives to clients, with room for those of crash detectors. */
  private static final int LEAST_PORT = 20_000;

  private static final int GREATEST_PORT = 27_000;

  private final List<Integer> ports;
  private final Path directory;

  private DevClusterBuildItem(List<Integer> ports, Path directory) {
    this.ports = List.copyOf(ports);
    this.directory = directory;
  }

  /**
   * A cluster of the application and so many more members; none if the application has settings of
   * a cluster of its own.
   *
   * @param fresh whether what the members of an earlier run kept is removed
   */
  static DevClusterBuildItem of(int members, Path directory, boolean fresh) {
    Config config = ConfigProvider.getConfig();
    List<String> set =
        THEIRS.stream()
            .filter(key -> config.getOptionalValue(key, String.class).isPresent())
            .toList();
    if (members > 0 && !set.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "quarkus.dsm.dev.members starts nothing because {0} is set; remove it in dev mode, for"
              + " instance by writing %prod before the key",
          set);
    }
    if (members <= 0 || !set.isEmpty()) {
      return new DevClusterBuildItem(List.of(), directory);
    }
    Path own = directory.resolve("of-" + (members + 1));
    if (fresh) {
      remove(own);
    }
    return new DevClusterBuildItem(freePorts(members + 1), own);
  }

  List<Integer> ports() {
    return ports;
  }

  String directory() {
    return directory.toString();
  }

  /** Defaults of the application's node; what the application sets wins. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    if (!ports.isEmpty()) {
      String self =
          ConfigProvider.getConfig()
              .getOptionalValue("dsm.node-id", String.class)
              .orElse(DevPlan.PREFIX + 1);
      settings.put("dsm.node-id", self);
      settings.put("dsm.data-directory", directory.resolve(self).toString());
      settings.put("dsm.cluster.membership", "unicast");
      settings.put("dsm.cluster.unicast.bind-address", "127.0.0.1");
      settings.put("dsm.cluster.unicast.bind-port", ports.getFirst().toString());
      settings.put(
          "dsm.cluster.unicast.seeds",
          ports.stream().map(it -> "127.0.0.1:" + it).collect(Collectors.joining(",")));
      settings.put(
          "dsm.consensus.voters",
          Stream.concat(
                  Stream.of(self),
                  IntStream.rangeClosed(2, ports.size()).mapToObj(it -> DevPlan.PREFIX + it))
              .collect(Collectors.joining(",")));
    }
    return settings;
  }

  static List<Integer> freePorts(int count) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, GREATEST_PORT);
      if (!ports.contains(port) && isFree(port)) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void remove(Path directory) {
    if (Files.notExists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("the data of earlier members cannot be removed", failure);
    }
  }
}
