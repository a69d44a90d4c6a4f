// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSystem;

/** 512 maps of registers, because one map of all entries would exceed the largest frame. */
public final class PekkoSystem implements BenchSystem {

  @Override
  public String name() {
    return "pekko";
  }

  @Override
  public String settings() {
    return "Pekko distributed data 1.7.0: 512 LWWMaps, PNCounter, WriteLocal or WriteMajority by"
        + " ask; gossip 2 s, deltas, notifications 500 ms, as shipped";
  }

  @Override
  public BenchNode start(Place place) {
    String seeds =
        place.ports().stream()
            .map(port -> "\"pekko://bench@127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(","));
    Config config =
        ConfigFactory.parseString(
                """
                pekko.actor.provider = cluster
                pekko.loglevel = WARNING
                pekko.stdout-loglevel = WARNING
                pekko.remote.artery.canonical.hostname = "127.0.0.1"
                pekko.remote.artery.canonical.port = %d
                pekko.cluster.seed-nodes = [%s]
                pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                """
                    .formatted(place.port(), seeds))
            .withFallback(ConfigFactory.load());
    return new PekkoNode(ActorSystem.create("bench", config));
  }
}
