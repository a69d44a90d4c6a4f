// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On a real server, made for this test where one is installed; skipped elsewhere. */
class PostgresGuardTest extends GuardContract {

  @TempDir static Path directory;

  private static PostgresServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = PostgresServer.startIn(directory).orElse(null);
    Assumptions.assumeTrue(server != null, "no PostgreSQL server is installed");
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  Connection open() throws SQLException {
    return DriverManager.getConnection(server.url(), "guard", "");
  }
}
