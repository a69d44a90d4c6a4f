// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.util.List;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * DSM and what it needs, as a plain WAR brings it along: for runners of servers that have nothing
 * of it, who name this class in {@code META-INF/services}.
 */
public final class DsmInWar implements Implementation {

  private static final List<String> OTHERS = List.of("jgroups-", "microraft-", "slf4j-api-");

  @Override
  public List<JavaArchive> libraries() {
    return ClassPath.libraries(DsmInWar::isDsm);
  }

  private static boolean isDsm(String name) {
    return (name.startsWith("dsm-") && !name.startsWith("dsm-tck"))
        || OTHERS.stream().anyMatch(name::startsWith);
  }
}
