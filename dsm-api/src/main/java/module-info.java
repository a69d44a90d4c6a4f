// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What an application compiles against: collection handles, their specs, results, changes, errors
 * and injection qualifiers. Contains no implementation.
 */
module io.dsm.api {
  requires static org.jspecify;
  requires static jakarta.cdi;
  requires static jakarta.inject;
  requires static jakarta.interceptor;

  exports io.dsm;
  exports io.dsm.cluster;
  exports io.dsm.codec;
  exports io.dsm.crdt;
  exports io.dsm.diagnostics;
  exports io.dsm.inject;
  exports io.dsm.lease;
  exports io.dsm.lock;
  exports io.dsm.ref;
  exports io.dsm.register;
  exports io.dsm.shard;
  exports io.dsm.stream;

  uses io.dsm.DsmRuntime.Builder;
}
