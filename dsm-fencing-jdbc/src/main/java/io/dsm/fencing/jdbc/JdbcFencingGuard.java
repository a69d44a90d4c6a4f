// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.jdbc;

import io.dsm.lease.Admission;
import io.dsm.lease.FencingGuard;
import io.dsm.lease.FencingToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps the greatest token per resource in a table of the database that holds the data, and admits
 * a write by one conditional statement in the same transaction. The row stays locked until the
 * transaction ends, so that two holders that write at the same moment are put in order by the
 * database: of an older and a newer one the older cannot commit last.
 *
 * <p>Use: on a connection without auto-commit, first {@link #admit}, then the write, then commit;
 * roll back if it is refused. The isolation may be READ COMMITTED or stronger. Tokens of different
 * locks need different resource names. Thread-safe; blocks as the connection does.
 */
public final class JdbcFencingGuard implements FencingGuard<Connection, SQLException> {

  /** The table unless another is named. */
  public static final String TABLE = "dsm_fence";

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

  private final String table;

  private JdbcFencingGuard(String table) {
    this.table = table;
  }

  /** A guard that keeps tokens in {@value #TABLE}. */
  public static JdbcFencingGuard create() {
    return inTable(TABLE);
  }

  /**
   * A guard that keeps tokens in another table.
   *
   * @throws IllegalArgumentException if the name is more than letters, digits, underscores and one
   *     dot after a schema
   */
  public static JdbcFencingGuard inTable(String table) {
    if (!NAME.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "'" + table + "' is not a plain table name; no guard was made; use [schema.]table");
    }
    return new JdbcFencingGuard(table);
  }

  /** Makes the table if it is missing. Better done by whatever else migrates the schema. */
  public void createTable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists "
              + table
              + " (resource varchar(512) primary key, token bigint not null)");
    }
  }

  @Override
  public Admission admit(Connection connection, String resource, FencingToken token)
      throws SQLException {
    String sql = Dialect.of(connection).raise(table);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, resource);
      statement.setLong(2, token.value());
      if (statement.executeUpdate() > 0) {
        return new Admission.Admitted();
      }
    }
    return new Admission.Refused(greatest(connection, resource).orElse(token));
  }

  /** The greatest token that was admitted for a resource; empty if none ever was. */
  public Optional<FencingToken> greatest(Connection connection, String resource)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select token from " + table + " where resource = ?")) {
      statement.setString(1, resource);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(FencingToken.of(row.getLong(1))) : Optional.empty();
      }
    }
  }
}
