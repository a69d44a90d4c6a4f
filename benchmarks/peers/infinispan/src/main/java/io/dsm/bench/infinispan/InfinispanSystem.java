// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.infinispan;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.JChannel;

/** Replicated caches, asynchronous and synchronous; weak counter; clustered lock. */
public final class InfinispanSystem implements BenchSystem {

  static final String ASYNCHRONOUS = "asynchronous";
  static final String SYNCHRONOUS = "synchronous";

  private static final String STACK = "org/infinispan/configuration/default-jgroups-tcp.xml";

  @Override
  public String name() {
    return "infinispan";
  }

  @Override
  public String settings() {
    return "Infinispan "
        + org.infinispan.commons.util.Version.getVersion()
        + ", its TCP stack with TCPPING instead of MPING; REPL_ASYNC for local writes, REPL_SYNC"
        + " (all nodes) for acknowledged ones, IGNORE_RETURN_VALUES; weak counter; ClusteredLock"
        + " (no lease, no token)";
  }

  @Override
  public BenchNode start(Place place) throws Exception {
    GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
    global
        .transport()
        .transport(new JGroupsTransport(channel(place)))
        .clusterName("bench")
        .nodeName("n" + place.index());
    global.globalState().enabled(false);
    DefaultCacheManager manager = new DefaultCacheManager(global.build());
    manager.defineConfiguration(
        ASYNCHRONOUS,
        new ConfigurationBuilder().clustering().cacheMode(CacheMode.REPL_ASYNC).build());
    manager.defineConfiguration(
        SYNCHRONOUS,
        new ConfigurationBuilder().clustering().cacheMode(CacheMode.REPL_SYNC).build());
    return new InfinispanNode(manager);
  }

  private static JChannel channel(Place place) throws Exception {
    String hosts =
        place.ports().stream()
            .map(port -> "127.0.0.1[" + port + "]")
            .collect(Collectors.joining(","));
    String stack =
        shipped()
            .replaceAll(
                "(?s)<MPING.*?/>", "<TCPPING port_range=\"0\" initial_hosts=\"" + hosts + "\"/>")
            .replaceFirst("bind_addr=\"[^\"]*\"", "bind_addr=\"127.0.0.1\"")
            .replaceFirst("bind_port=\"[^\"]*\"", "bind_port=\"" + place.port() + "\"")
            .replaceFirst("<FD_SOCK2 offset=\"[^\"]*\"", "<FD_SOCK2 offset=\"3\"");
    return new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
  }

  private static String shipped() throws IOException {
    try (InputStream in = DefaultCacheManager.class.getClassLoader().getResourceAsStream(STACK)) {
      if (in == null) {
        throw new IOException("no " + STACK);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
