// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the guard promises on every database. */
abstract class GuardContract {

  private final JdbcFencingGuard guard = JdbcFencingGuard.create();

  abstract Connection open() throws SQLException;

  @BeforeEach
  void table() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists dsm_fence");
      guard.createTable(connection);
      guard.createTable(connection);
    }
  }

  @Test
  void tokensMayComeAgainOrGrowButNeverShrink() throws SQLException {
    try (Connection connection = open()) {
      assertThat(guard.greatest(connection, "report")).isEmpty();
      assertThat(admit(connection, 3)).isEqualTo(new Admission.Admitted());
      assertThat(admit(connection, 3)).isEqualTo(new Admission.Admitted());
      assertThat(admit(connection, 8)).isEqualTo(new Admission.Admitted());
      assertThat(admit(connection, 7)).isEqualTo(new Admission.Refused(FencingToken.of(8)));
      assertThat(guard.admit(connection, "other", FencingToken.of(1)))
          .isEqualTo(new Admission.Admitted());
      assertThat(guard.greatest(connection, "report")).contains(FencingToken.of(8));
    }
  }

  @Test
  void whatIsRolledBackWasNeverAdmitted() throws SQLException {
    try (Connection connection = open()) {
      connection.setAutoCommit(false);
      admit(connection, 1);
      connection.commit();
      admit(connection, 5);
      connection.rollback();
      assertThat(admit(connection, 2)).isEqualTo(new Admission.Admitted());
      connection.commit();
    }
  }

  @Test
  void ofAllThatWriteAtOnceTheGreatestTokenWinsAndNoneGoesBack() throws Exception {
    try (Connection first = open()) {
      admit(first, 1);
    }
    List<Future<Admission>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 1; i <= 40; i++) {
        FencingToken token = FencingToken.of(1 + i * 7 % 41);
        answers.add(threads.submit(() -> inTransaction(token)));
      }
    }
    for (Future<Admission> answer : answers) {
      assertThat(answer.get()).isNotNull();
    }
    try (Connection last = open()) {
      assertThat(guard.greatest(last, "report")).contains(FencingToken.of(41));
    }
  }

  private Admission inTransaction(FencingToken token) throws SQLException {
    try (Connection connection = open()) {
      connection.setAutoCommit(false);
      Admission admission = guard.admit(connection, "report", token);
      if (admission instanceof Admission.Admitted) {
        // Nobody can have overtaken it: the row is locked until the commit.
        assertThat(guard.greatest(connection, "report")).contains(token);
      }
      connection.commit();
      return admission;
    }
  }

  private Admission admit(Connection connection, long token) throws SQLException {
    return guard.admit(connection, "report", FencingToken.of(token));
  }
}
