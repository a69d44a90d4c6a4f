// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.dev;

import io.dsm.DsmRuntime;
import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.config.CodecCheck;
import io.dsm.cdi.config.Plan;
import io.dsm.cdi.config.PlanReader;
import io.dsm.cdi.config.Surroundings;
import io.dsm.cdi.lifecycle.ApplicationParts;
import io.dsm.cdi.lifecycle.CollectionOpener;
import io.dsm.cluster.Membership;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Members beside the application's own, in its process: they hold the same collections, so that a
 * developer sees a cluster without starting one. They live as long as the application and are
 * renewed with it by live reload.
 */
public class DevMembers {

  /** After the node of the application, which has 500. */
  private static final int AFTER_START = 600;

  /** After the node of the application, which has 9500 and needs their votes to leave in order. */
  private static final int AFTER_STOP = 9_600;

  @Inject Discovered discovered;
  @Inject ApplicationParts parts;
  @Inject DevPlan plan;

  private final List<DsmRuntime> members = new CopyOnWriteArrayList<>();

  void start(@Observes @Priority(AFTER_START) Startup event) {
    if (plan.extra() == 0) {
      return;
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Surroundings surroundings =
        new Surroundings(
            loader, handle -> parts.definitionOf(handle, loader).isPresent(), new CodecCheck());
    Plan read =
        PlanReader.read(ConfigProvider.getConfig(), discovered.declarations(), surroundings);
    // Anything else was refused, or is off, when the node of the application started.
    if (read instanceof Plan.Ready ready) {
      for (int index = 1; index <= plan.extra(); index++) {
        members.add(started(ready, index, loader));
      }
    }
  }

  private DsmRuntime started(Plan.Ready ready, int index, ClassLoader loader) {
    DsmRuntime member =
        ready
            .node()
            .configure(DsmRuntime.builder())
            .nodeId(plan.node(index))
            .membership(Membership.unicast("127.0.0.1", plan.ports().get(index), plan.seeds()))
            .dataDirectory(plan.directory(index))
            .build();
    CollectionOpener opener = new CollectionOpener(member, parts, loader);
    ready.collections().forEach(opener::open);
    member.start();
    return member;
  }

  void stop(@Observes @Priority(AFTER_STOP) Shutdown event) {
    members.forEach(DsmRuntime::close);
    members.clear();
  }

  /** Those that run. */
  List<DsmRuntime> running() {
    return List.copyOf(members);
  }
}
