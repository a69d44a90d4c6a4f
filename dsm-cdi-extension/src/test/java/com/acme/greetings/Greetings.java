// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package com.acme.greetings;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Scanner;

public class Greetings {

  public static void main(String[] arguments) {
    String name = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    int other = Integer.parseInt(arguments[2]);
    var seeds = List.of(new InetSocketAddress("127.0.0.1", other));

    DsmRuntime.Builder node = DsmRuntime.builder().clusterId("tutorial").serviceId("greetings");
    node.nodeId(NodeId.of(name)).membership(Membership.unicast("127.0.0.1", port, seeds));
    try (DsmRuntime runtime = node.build()) {
      var spec = RegisterSpec.of("shared", "greetings", "greetings", String.class).build();
      RegisterCollection<String> greetings = runtime.register(spec);
      runtime.start();
      greetings.watch(change -> System.out.println(change));
      new Scanner(System.in).useDelimiter("\\R").forEachRemaining(it -> greetings.put(name, it));
    }
  }
}
