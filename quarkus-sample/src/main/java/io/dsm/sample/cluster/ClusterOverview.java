// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.cluster;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.sample.cluster.ClusterStatus.NodeStatus;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the cluster status, and tells the other nodes where this one's page is. */
@ApplicationScoped
public class ClusterOverview {

  private static final ConsensusDiagnostics NO_CONSENSUS =
      new ConsensusDiagnostics(Role.INACTIVE, Optional.empty(), 0, 0, 0, List.of(), 0);

  private final DsmRuntime runtime;
  private final RegisterCollection<NodePage> pages;
  private final String url;

  @Inject
  public ClusterOverview(
      DsmRuntime runtime,
      @DsmRegister("pages") RegisterCollection<NodePage> pages,
      @ConfigProperty(name = "sample.url") String url) {
    this.runtime = runtime;
    this.pages = pages;
    this.url = url;
  }

  void announce(@Observes @Priority(5_000) Startup startup) {
    pages.put(self(), new NodePage(url));
  }

  /** Id of this node. */
  public String self() {
    return runtime.self().node().value();
  }

  /** Members visible now, this one included. */
  public List<Member> members() {
    return runtime.clusterView().members();
  }

  public ClusterStatus status() {
    Diagnostics now = runtime.diagnostics();
    ConsensusDiagnostics consensus = now.consensus().orElse(NO_CONSENSUS);
    return new ClusterStatus(
        self(),
        now.state().name(),
        now.replication().caughtUp(),
        consensus.role().name(),
        consensus.leader().map(Object::toString).orElse(""),
        consensus.term(),
        consensus.quorumMargin(),
        now.replication().lag().values().stream().mapToLong(Long::longValue).max().orElse(0),
        now.clusterView().members().stream().map(this::statusOf).toList());
  }

  private NodeStatus statusOf(Member member) {
    String node = member.node().value();
    return new NodeStatus(
        node, member.incarnation().value(), pages.get(node).map(NodePage::url).orElse(""));
  }
}
