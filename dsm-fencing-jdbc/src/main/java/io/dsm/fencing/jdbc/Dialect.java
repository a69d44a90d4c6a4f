// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** How a database says: set the token unless a greater one is there, in one statement. */
enum Dialect {
  /**
   * Its MERGE may fail on concurrent first writes; this form waits for the other and looks again.
   */
  POSTGRESQL {
    @Override
    String raise(String table) {
      return "insert into "
          + table
          + " as fence (resource, token) values (?, ?) on conflict (resource) do update set token ="
          + " excluded.token where fence.token <= excluded.token";
    }
  },

  /** MERGE of SQL:2008, with a condition. */
  STANDARD {
    @Override
    String raise(String table) {
      return "merge into "
          + table
          + " fence using (values (cast(? as varchar(512)), cast(? as bigint))) asked (resource,"
          + " token) on fence.resource = asked.resource when matched and fence.token <= asked.token"
          + " then update set token = asked.token when not matched then insert (resource, token)"
          + " values (asked.resource, asked.token)";
    }
  };

  /** One parameter for the resource, then one for the token; changes no row if it is stale. */
  abstract String raise(String table);

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    return product.contains("postgresql") ? POSTGRESQL : STANDARD;
  }
}
