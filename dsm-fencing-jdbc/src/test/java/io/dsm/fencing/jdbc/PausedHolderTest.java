// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import io.dsm.testkit.SimulatedCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * A holder checks its lock, is paused before it writes, and wakes up when another one holds the
 * lock and has written. Nothing in the process can help any more; the database does.
 */
class PausedHolderTest {

  private static final LockSpec REPORT = LockSpec.of("shared", "shop", "report");
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c").declare(node -> node.lock(REPORT));
  private final JdbcFencingGuard guard = JdbcFencingGuard.create();

  @Test
  void aPausedHolderWakesUpAndItsWriteIsRefused() throws SQLException {
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(10));
    try (Connection database = DriverManager.getConnection("jdbc:h2:mem:paused", "sa", "")) {
      guard.createTable(database);
      try (Statement statement = database.createStatement()) {
        statement.execute("create table report (text varchar(64))");
        statement.execute("insert into report values ('none')");
      }
      database.setAutoCommit(false);

      LockHold old = cluster.await(lock("a")).orElseThrow();
      CompletionStage<Optional<LockHold>> waiting = lock("b");
      FencingToken checked = old.token().orElseThrow();
      cluster.pause("a");
      LockHold present = cluster.await(waiting).orElseThrow();
      assertThat(write(database, present.token().orElseThrow(), "of b")).isTrue();
      cluster.resume("a");

      assertThat(write(database, checked, "of a, too late")).isFalse();
      assertThat(text(database)).isEqualTo("of b");
    }
  }

  private CompletionStage<Optional<LockHold>> lock(String node) {
    return cluster.runtime(node).lock(REPORT).lockAsync(LONG);
  }

  private boolean write(Connection database, FencingToken token, String text) throws SQLException {
    if (guard.admit(database, "report", token) instanceof Admission.Refused) {
      database.rollback();
      return false;
    }
    try (PreparedStatement update = database.prepareStatement("update report set text = ?")) {
      update.setString(1, text);
      update.executeUpdate();
    }
    database.commit();
    return true;
  }

  private static String text(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select text from report")) {
      row.next();
      return row.getString(1);
    }
  }
}
