// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * What deployments may leave in a server, counted among the objects that a full collection spares.
 *
 * @param loaders class loaders of deployments
 * @param nodes objects of the product's node
 * @param channels JGroups channels and forks
 * @param threads threads named after the product or after its nodes
 */
record Leftovers(long loaders, long nodes, long channels, long threads) {

  private static final String FORK =
      "org.jboss.as.clustering.jgroups.ForkChannelFactory$ForkChannel";

  /** Nothing is left. */
  boolean areNone() {
    return nodes == 0 && threads == 0 && loaders == 0;
  }

  /**
   * Counts. The server itself also refers to the last deployment that had a build compatible
   * extension, in a static field of Weld ({@code BuildServicesImpl}); so {@code bystander}, which
   * has one and nothing of the product, must be deployed. What its workers keep is told in {@link
   * Workers}.
   */
  static Leftovers of(Server server, War bystander) throws IOException {
    Workers.askAll(server, bystander);
    server.jcmd("GC.run");
    // Unfolded: else the loaders of many deployments of one name are one line.
    String loaders = server.jcmd("VM.classloaders", "show-classes=false", "fold=false");
    String heap = server.jcmd("GC.class_histogram");
    String threads = server.jcmd("Thread.print");
    return new Leftovers(
        loaders
            .lines()
            .filter(line -> line.contains("\"deployment."))
            .filter(line -> !line.contains("\"deployment." + bystander.name()))
            .count(),
        instances(heap, "io.dsm.core.runtime.Node"),
        instances(heap, "org.jgroups.JChannel") + instances(heap, FORK),
        threads
            .lines()
            .filter(line -> line.startsWith("\""))
            .filter(line -> line.contains("dsm") || line.contains("gateway-demo"))
            .count());
  }

  /** Several loaders may have loaded a class of that name. */
  private static long instances(String heap, String type) {
    return heap.lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row.length > 3 && row[3].equals(type))
        .flatMap(row -> Stream.of(row[1]))
        .mapToLong(Long::parseLong)
        .sum();
  }
}
