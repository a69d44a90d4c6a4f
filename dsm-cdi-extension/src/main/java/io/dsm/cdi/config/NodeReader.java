// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of the node. */
final class NodeReader {

  private final Settings settings;

  NodeReader(Settings settings) {
    this.settings = settings;
  }

  /** The plan, or empty if a required setting is missing; problems are reported on the way. */
  Optional<NodePlan> read(Map<String, String> others) {
    Optional<Setting> cluster =
        settings.require(
            Keys.CLUSTER_ID,
            "nodes find each other by it",
            "set " + Keys.CLUSTER_ID + ", equal on all nodes of the cluster, such as prod");
    Optional<Setting> service =
        settings.require(
            Keys.SERVICE_ID,
            "it names this service and is the default of " + Keys.APPLICATION_ID,
            "set " + Keys.SERVICE_ID + ", such as gateway");
    Optional<Membership> membership = new MembershipReader(settings).read();
    NodePlan plan =
        new NodePlan(
            cluster.map(Setting::value).orElse(""),
            service.map(Setting::value).orElse(""),
            settings.read(Keys.NODE_ID, NodeId::of, "use letters, digits, and . _ -"),
            settings.read(Keys.DATA_DIRECTORY, Path::of, "name a directory"),
            membership.orElseGet(Membership::standalone),
            voters(),
            settings.read(Keys.SHUTDOWN_TIMEOUT, Values::positiveDuration, Values.DURATIONS),
            settings.read(Keys.DYNAMIC, Values::flag, "write true or false").orElse(false),
            settings.text(Keys.CALLBACK_THREADS),
            others);
    boolean complete = cluster.isPresent() && service.isPresent() && membership.isPresent();
    return complete ? Optional.of(plan) : Optional.empty();
  }

  private Optional<Voters> voters() {
    Optional<Voters> listed =
        settings.read(
            Keys.VOTERS,
            text -> Voters.of(Values.list(text).toArray(String[]::new)),
            "list node names, separated by commas, each once");
    Optional<Voters> expected =
        settings.read(
            Keys.EXPECTED_SIZE,
            text -> Voters.expected(Values.number(text)),
            "write how many nodes vote, at least 1, such as 3");
    if (listed.isPresent() && expected.isPresent()) {
      settings.report(
          settings.find(Keys.EXPECTED_SIZE).map(Setting::shown).orElse(Keys.EXPECTED_SIZE),
          Keys.VOTERS + " is set, too",
          "set one of the two");
    }
    return listed.or(() -> expected);
  }
}
