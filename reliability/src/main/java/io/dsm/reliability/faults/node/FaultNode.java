// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.LeaseCollection;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A node in a process of its own: {@code FaultNode NAME ADDRESSES PORT DIRECTORY FIRST}, where the
 * addresses are those of all nodes {@code n1,n2,...}. Takes {@code load}, {@code quiet}, {@code
 * dump}, {@code probe} and {@code state} on its input, and ends with it.
 */
public final class FaultNode {

  private final String name;
  private final List<String> names;
  private final DsmRuntime runtime;
  private final RegisterCollection<Long> routes;
  private final CrdtCollection<PnCounter> counts;
  private final LeaseCollection<String> shortLeases;
  private final LeaseCollection<String> longLeases;
  private final LeaseCollection<String> defaultLeases;
  private final LeaseCollection<String> fencedLeases;
  private final List<Ref<String>> refs;
  private final List<Work> work = new ArrayList<>();

  private FaultNode(String name, List<String> names, DsmRuntime runtime) {
    this.name = name;
    this.names = names;
    this.runtime = runtime;
    this.routes = runtime.register(FaultSpecs.ROUTES);
    this.counts = runtime.crdt(FaultSpecs.COUNTS);
    this.shortLeases = runtime.lease(FaultSpecs.SHORT);
    this.longLeases = runtime.lease(FaultSpecs.LONG);
    this.defaultLeases = runtime.lease(FaultSpecs.DEFAULT);
    this.fencedLeases = runtime.lease(FaultSpecs.FENCED);
    this.refs = FaultSpecs.REFS.stream().map(it -> runtime.ref(FaultSpecs.ref(it))).toList();
  }

  /** Runs until it is killed or its input ends. */
  public static void main(String[] arguments) throws IOException {
    String name = arguments[0];
    List<String> addresses = List.of(arguments[1].split(","));
    int port = Integer.parseInt(arguments[2]);
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= addresses.size(); i++) {
      names.add("n" + i);
    }
    DsmRuntime runtime =
        DsmRuntime.builder()
            .clusterId(FaultSpecs.CLUSTER)
            .serviceId(FaultSpecs.CLUSTER)
            .nodeId(NodeId.of(name))
            .membership(
                Membership.unicast(
                    addresses.get(names.indexOf(name)),
                    port,
                    addresses.stream().map(it -> new InetSocketAddress(it, port)).toList()))
            .voters(Voters.of(names.toArray(String[]::new)))
            .dataDirectory(Path.of(arguments[3]))
            .setting("repair.interval", "300ms")
            .setting("durability.checkpoint-bytes", "256KiB")
            .setting("transport.failure-timeout", "1s")
            .setting("consensus.call-timeout", "2s")
            .build();
    FaultNode node = new FaultNode(name, names, runtime);
    runtime.start();
    ContentWork.tell(node.routes, node.counts, List.of(name));
    node.watchLeadership();
    Speech.say("ready " + ProcessHandle.current().pid());
    node.obey(Long.parseLong(arguments[4]));
    runtime.close();
  }

  private void watchLeadership() {
    new Work() {
      private String before = "";

      @Override
      void once() throws InterruptedException {
        String role = runtime.diagnostics().consensus().map(it -> it.role().name()).orElse("NONE");
        if (!role.equals(before)) {
          before = role;
          Speech.say("role " + role);
        }
        pause(20);
      }
    }.begin("leadership");
  }

  private void obey(long first) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    LeaseDrill drill = new LeaseDrill(name, shortLeases, longLeases, defaultLeases, fencedLeases);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "load" -> load(first);
        case "quiet" -> work.forEach(Work::end);
        case "dump" -> {
          ContentWork.tell(routes, counts, names);
          Speech.say("dumped");
        }
        case "probe" -> probe();
        case "state" ->
            Speech.say("state " + runtime.clusterView() + " " + runtime.diagnostics().consensus());
        default -> drill.obey(words);
      }
    }
    work.forEach(Work::end);
  }

  private void load(long first) {
    List<NodeId> others = names.stream().filter(it -> !it.equals(name)).map(NodeId::of).toList();
    String life = name + "." + runtime.self().incarnation().value();
    AtomicLong numbers = new AtomicLong();
    work.add(new LeaseWork(name, "short", shortLeases, others));
    work.add(new LeaseWork(name, "long", longLeases, others));
    work.add(new RefWork(life, refs, numbers));
    work.add(new RefWork(life, refs, numbers));
    work.add(new ContentWork(name, routes, counts, first));
    work.forEach(it -> it.begin(it.getClass().getSimpleName()));
  }

  /** Says {@code probed} as soon as a write to a reference has succeeded. */
  private void probe() {
    new Work() {
      @Override
      void once() throws InterruptedException {
        try {
          refs.getFirst().get();
          Speech.say("probed");
          end();
        } catch (DsmException e) {
          pause(50);
        }
      }
    }.begin("probe");
  }
}
