// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cdi.bean.DeployedNode;
import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.config.CodecCheck;
import io.dsm.cdi.config.CollectionPlan;
import io.dsm.cdi.config.Plan;
import io.dsm.cdi.config.PlanReader;
import io.dsm.cdi.config.Surroundings;
import io.dsm.cdi.event.ObserverSource;
import io.dsm.cdi.event.ObserverSources;
import io.dsm.cdi.event.Streams;
import io.dsm.cdi.flag.FlagConfigSource;
import io.dsm.cdi.flag.FlagSetting;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Report;
import io.dsm.crdt.CrdtCollection;
import io.dsm.lease.LeaseCollection;
import io.dsm.lock.FencedLock;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Starts and stops the node of a deployment. */
@ApplicationScoped
public class NodeLifecycle {

  /** Before observers of the application, which have 2500 unless they say otherwise. */
  private static final int EARLY = 500;

  /** After observers of the application, which may still use the node while it stops. */
  private static final int LATE = 9_500;

  private static final System.Logger LOG = System.getLogger(NodeLifecycle.class.getName());

  @Inject Discovered discovered;
  @Inject DeployedNode node;
  @Inject ApplicationParts parts;
  @Inject Streams streams;

  // Never used: they tell containers that remove unused beans that the producers are used.
  @Inject @Any Instance<RegisterCollection<?>> registers;
  @Inject @Any Instance<LeaseCollection<?>> leases;
  @Inject @Any Instance<CrdtCollection<?>> crdts;
  @Inject @Any Instance<Ref<?>> refs;
  @Inject @Any Instance<FencedLock> locks;
  @Inject @Any Instance<DsmRuntime> runtimes;

  private volatile @Nullable DsmRuntime runtime;
  private volatile @Nullable Config configured;

  void start(@Observes @Priority(EARLY) Startup event) {
    ClassLoader loader = deploymentLoader();
    Config config = ConfigProvider.getConfig(loader);
    Surroundings surroundings =
        new Surroundings(
            loader, handle -> parts.definitionOf(handle, loader).isPresent(), new CodecCheck());
    Declarations declarations = FlagSetting.of(config).declare(discovered.sites());
    switch (PlanReader.read(config, declarations, surroundings)) {
      case Plan.Wrong wrong -> throw new DeploymentException(Report.of(wrong.problems()));
      case Plan.Disabled _ -> {
        node.ended("the DSM node is off because dsm.enabled is false; nothing is stored or read");
        LOG.log(Level.INFO, "DSM is off because dsm.enabled is false");
      }
      case Plan.Ready ready -> start(ready, config, surroundings);
    }
  }

  private void start(Plan.Ready plan, Config config, Surroundings surroundings) {
    DsmRuntime built = build(plan);
    try {
      CollectionOpener opener = new CollectionOpener(built, parts, surroundings.loader());
      Map<CollectionPlan, Object> open = new LinkedHashMap<>();
      plan.collections().forEach(each -> open.put(each, opener.open(each)));
      open.forEach((each, collection) -> node.add(each.declaration(), collection));
      built.start();
      node.began(
          built, plan.node().dynamicRegistration() ? later(opener, config, surroundings) : null);
      FlagSetting.of(config).connect(config, plan, byName(open));
      configured = config;
      ObserverSource observers = ObserverSources.choose(discovered.observers());
      open.forEach(
          (each, collection) -> streams.begin(each, collection, observers, surroundings.loader()));
      runtime = built;
    } catch (RuntimeException failure) {
      abandon(built, failure);
      throw failure;
    }
  }

  private static Map<String, Object> byName(Map<CollectionPlan, Object> open) {
    Map<String, Object> byName = new HashMap<>();
    open.forEach((each, collection) -> byName.put(each.declaration().name(), collection));
    return byName;
  }

  private static DsmRuntime build(Plan.Ready plan) {
    try {
      DsmRuntime.Builder builder = plan.node().configure(DsmRuntime.builder());
      CallbackThreads.find(plan.node().callbackThreads()).ifPresent(builder::callbacks);
      return builder.build();
    } catch (DsmException refused) {
      throw new DeploymentException(
          "DSM cannot be deployed: the node refused its settings: " + refused.getMessage(),
          refused);
    }
  }

  private static Function<Declaration, Object> later(
      CollectionOpener opener, Config config, Surroundings surroundings) {
    return declaration -> {
      PlanReader.Opening opening = PlanReader.readOne(config, declaration, surroundings);
      Optional<CollectionPlan> plan = opening.plan();
      if (plan.isEmpty() || !opening.problems().isEmpty()) {
        throw new DsmException.Rejected(Report.of(opening.problems()));
      }
      return opener.open(plan.get());
    };
  }

  private void disconnect() {
    Config config = configured;
    configured = null;
    if (config != null) {
      FlagConfigSource.disconnect(config);
    }
  }

  private void abandon(DsmRuntime built, RuntimeException failure) {
    disconnect();
    streams.end();
    node.ended("the DSM node failed to start: " + failure.getMessage());
    try {
      built.close();
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  void stop(@Observes @Priority(LATE) Shutdown event) {
    DsmRuntime running = runtime;
    runtime = null;
    disconnect();
    if (running != null) {
      // Observers still hear of the leases that closing releases.
      running.close();
      streams.end();
      node.ended("the DSM node has stopped with the container; nothing more is stored or read");
    }
  }

  private static ClassLoader deploymentLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : NodeLifecycle.class.getClassLoader();
  }
}
