// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Fencing tokens enforced by a database, beside the data they protect. */
module io.dsm.fencing.jdbc {
  requires transitive io.dsm.api;
  requires transitive java.sql;
  requires static org.jspecify;

  exports io.dsm.fencing.jdbc;
}
