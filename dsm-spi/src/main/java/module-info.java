// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Ports that plug-ins implement: transport, membership, journal, codec, time, randomness, probe.
 * They carry opaque bytes; none knows a message of the product.
 */
module io.dsm.spi {
  requires transitive io.dsm.api;
  requires static org.jspecify;

  exports io.dsm.spi.codec;
  exports io.dsm.spi.journal;
  exports io.dsm.spi.membership;
  exports io.dsm.spi.probe;
  exports io.dsm.spi.random;
  exports io.dsm.spi.time;
  exports io.dsm.spi.transport;
}
