// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import io.dsm.DsmRuntime;
import io.dsm.cluster.NodeId;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.register.RegisterCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a killed node would find at its next start without any help of peers: a copy of what it left
 * is started alone.
 */
final class Inspection {

  private Inspection() {}

  static Content of(String node, Path directory, Path scratch) throws IOException {
    delete(scratch);
    for (String journal : List.of("identity", "content")) {
      copy(directory.resolve(journal), scratch.resolve(journal));
    }
    try (DsmRuntime alone =
        DsmRuntime.builder()
            .clusterId(Specs.CLUSTER)
            .serviceId(Specs.CLUSTER)
            .nodeId(NodeId.of(node))
            .dataDirectory(scratch)
            .build()) {
      RegisterCollection<Long> routes = alone.register(Specs.ROUTES);
      CrdtCollection<PnCounter> counts = alone.crdt(Specs.COUNTS);
      CrdtCollection<AddWinsSet<Long>> tags = alone.crdt(Specs.TAGS);
      alone.crdt(Specs.MARKS);
      alone.start();
      return Content.read(routes, counts, tags);
    } finally {
      delete(scratch);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals("reserve")) {
          Files.copy(file, to.resolve(file.getFileName().toString()));
        }
      }
    }
  }

  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
