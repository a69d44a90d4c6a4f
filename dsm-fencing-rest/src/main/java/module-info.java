// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Fencing tokens that travel with HTTP requests and are enforced where they arrive. */
module io.dsm.fencing.rest {
  requires transitive io.dsm.api;
  requires transitive jakarta.ws.rs;
  requires static org.jspecify;

  exports io.dsm.fencing.rest;
}
