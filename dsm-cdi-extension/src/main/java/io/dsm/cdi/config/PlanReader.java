// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.CollectionAddress;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Problem;
import io.dsm.cluster.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Reads the plan of a deployment: all settings against all declarations, all problems at once. */
public final class PlanReader {

  private final List<Problem> problems = new ArrayList<>();
  private final Settings settings;
  private final Declarations declarations;
  private final CollectionReader collectionReader;

  private PlanReader(Config config, Declarations declarations, Surroundings surroundings) {
    this.settings = new Settings(config, problems::add);
    this.declarations = declarations;
    this.collectionReader = new CollectionReader(settings, surroundings);
    problems.addAll(declarations.problems());
  }

  /** The plan for that configuration; reads nothing but {@code config} and classes. */
  public static Plan read(Config config, Declarations declarations, Surroundings surroundings) {
    return new PlanReader(config, declarations, surroundings).read();
  }

  /**
   * The plan of one more collection, looked up by the application at run time.
   *
   * @return what to open, or all that is wrong
   */
  public static Opening readOne(Config config, Declaration declaration, Surroundings surroundings) {
    List<Problem> problems = new ArrayList<>();
    Settings settings = new Settings(config, problems::add);
    Optional<CollectionPlan> plan = new CollectionReader(settings, surroundings).read(declaration);
    return new Opening(plan, problems);
  }

  /**
   * Whether one collection can be opened.
   *
   * @param plan empty if there are problems
   */
  public record Opening(Optional<CollectionPlan> plan, List<Problem> problems) {}

  private Plan read() {
    boolean enabled = settings.read(Keys.ENABLED, Values::flag, "write true or false").orElse(true);
    if (!enabled && problems.isEmpty()) {
      return new Plan.Disabled();
    }
    Optional<NodePlan> node = new NodeReader(settings).read(unknownKeys());
    List<CollectionPlan> collections =
        declarations.all().stream()
            .flatMap(declaration -> collectionReader.read(declaration).stream())
            .toList();
    checkAddresses(collections);
    node.ifPresent(this::checkConsensus);
    if (node.isEmpty() || !problems.isEmpty()) {
      return new Plan.Wrong(problems);
    }
    return new Plan.Ready(node.get(), collections);
  }

  private Map<String, String> unknownKeys() {
    List<String> names = declarations.all().stream().map(Declaration::name).toList();
    return new KeyCheck(settings, names).others();
  }

  private void checkAddresses(List<CollectionPlan> collections) {
    Map<CollectionAddress, CollectionPlan> byAddress = new HashMap<>();
    for (CollectionPlan plan : collections) {
      CollectionPlan first = byAddress.putIfAbsent(plan.address(), plan);
      if (first != null && !first.agreesWith(plan)) {
        problems.add(duplicate(first, plan));
      }
    }
  }

  private static Problem duplicate(CollectionPlan first, CollectionPlan second) {
    return new Problem(
        String.join(", ", second.declaration().places()),
        second.declaration().shown()
            + " and "
            + first.declaration().shown()
            + " both mean "
            + second.address()
            + " but differ in kind, type or options",
        "one collection cannot be opened in two ways",
        "set another "
            + CollectionReader.key(second.declaration().name(), Keys.COLLECTION_ID)
            + ", or make both the same");
  }

  private void checkConsensus(NodePlan node) {
    boolean standalone = node.membership() instanceof Membership.Standalone;
    if (!standalone) {
      declarations.all().stream()
          .filter(declaration -> declaration.kind().needsVoters())
          .findFirst()
          .ifPresent(declaration -> checkVoters(node, declaration));
    }
  }

  private void checkVoters(NodePlan node, Declaration declaration) {
    String because =
        "the setting is missing: " + declaration.shown() + " needs the consensus tier, where ";
    if (node.voters().isEmpty() && settings.find(Keys.VOTERS).isEmpty()) {
      settings.report(
          Keys.VOTERS,
          because + "there is no default for who votes",
          "list the voting nodes in " + Keys.VOTERS + ", or set " + Keys.EXPECTED_SIZE);
    }
    if (node.dataDirectory().isEmpty()) {
      settings.report(
          Keys.DATA_DIRECTORY,
          because + "votes must survive a restart",
          "name a directory of this node's own, not a temporary one");
    }
  }
}
