// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The threads on which a server runs requests. The stack of such a thread refers to the task for
 * which the server started it, as long as it lives, and to the last one: unused variables of the
 * server's own methods. An application whose request that was stays reachable, whatever it
 * contains. So in the servers of these tests the number of workers is fixed, they live as long as
 * the server, and their first requests are those of an application that has nothing of the product.
 */
final class Workers {

  static final int COUNT = 8;

  private static final String ANY = "<worker name=\"default\"/>";
  private static final String FIXED =
      "<worker name=\"default\" task-core-threads=\"%1$d\" task-max-threads=\"%1$d\"/>";

  private Workers() {}

  /** The profile with that number of workers. */
  static String fixed(String profile) {
    if (!profile.contains(ANY)) {
      throw new IllegalStateException("the profile of this server has no " + ANY);
    }
    return profile.replace(ANY, FIXED.formatted(COUNT));
  }

  /** Has every worker run requests of the bystander first, so before anything else is deployed. */
  static void start(Server server, War bystander) throws IOException {
    server.deploy(bystander);
    askAll(server, bystander);
    server.undeploy(bystander);
  }

  /** Has every worker run a request of the bystander, which is deployed. */
  static void askAll(Server server, War bystander) {
    String url = server.url(bystander.name() + "/" + Rendezvous.PATH);
    Set<String> workers = Collections.newSetFromMap(new ConcurrentHashMap<>());
    CompletableFuture.allOf(
            IntStream.range(0, COUNT)
                .mapToObj(
                    _ ->
                        CompletableFuture.runAsync(
                            () -> workers.add(Http.get(url, Server.PATIENCE).body()),
                            Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    assertThat(workers).hasSize(COUNT).allSatisfy(name -> assertThat(name).startsWith("default"));
  }
}
