// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The runtime: a pure engine in an imperative shell. Applications see it through {@code
 * io.dsm.DsmRuntime}; plug-ins see the port of the replicated log, test tools the ports of a whole
 * node.
 */
module io.dsm.core {
  requires transitive io.dsm.spi;
  requires static org.jspecify;

  exports io.dsm.core.consensus;
  exports io.dsm.core.journal to
      io.dsm.raft,
      io.dsm.testkit;
  exports io.dsm.core.runtime to
      io.dsm.cdi,
      io.dsm.spring,
      io.dsm.testkit;
  exports io.dsm.core.engine to
      io.dsm.testkit;
  exports io.dsm.core.types.clock to
      io.dsm.testkit;
  exports io.dsm.core.codec to
      io.dsm.cdi,
      io.dsm.raft;

  provides io.dsm.DsmRuntime.Builder with
      io.dsm.core.runtime.NodeBuilder;

  uses io.dsm.core.consensus.ReplicatedLogProvider;
  uses io.dsm.spi.codec.CodecProvider;
  uses io.dsm.spi.probe.Probe;
  uses io.dsm.spi.transport.TransportProvider;
}
