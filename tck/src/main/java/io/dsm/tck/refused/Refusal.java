// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.refused;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jspecify.annotations.Nullable;

/** What a container says when it refuses a deployment. */
public final class Refusal {

  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private Refusal() {}

  /** All messages of the refusal of that deployment, which is tried once. */
  public static String of(Deployer deployer, String deployment) {
    return KNOWN.computeIfAbsent(deployment, name -> tried(deployer, name));
  }

  private static String tried(Deployer deployer, String deployment) {
    try {
      deployer.deploy(deployment);
    } catch (Exception refusal) {
      StringBuilder messages = new StringBuilder();
      collect(refusal, messages, new HashSet<>());
      // Some servers quote the messages inside a message of their own.
      return messages.toString().replace("\\\"", "\"");
    }
    deployer.undeploy(deployment);
    throw new AssertionError(deployment + " was deployed; the container must refuse it");
  }

  private static void collect(
      @Nullable Throwable problem, StringBuilder messages, Set<Throwable> known) {
    if (problem != null && known.add(problem)) {
      messages.append(problem.getMessage()).append('\n');
      collect(problem.getCause(), messages, known);
      for (Throwable other : problem.getSuppressed()) {
        collect(other, messages, known);
      }
    }
  }
}
