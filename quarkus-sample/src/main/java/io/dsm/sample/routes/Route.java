// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.routes;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests of a key go.
 *
 * @param host name or address, 1 to 253 characters
 * @param port 1 to 65535
 */
public record Route(String host, int port) {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}");

  public Route {
    if (!isHost(host)) {
      throw new IllegalArgumentException(
          "host '"
              + host
              + "' is not a host name or address; nothing was changed;"
              + " send for instance {\"host\":\"10.0.0.7\",\"port\":8443}");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "port " + port + " is out of range; nothing was changed; use 1 to 65535");
    }
  }

  private static boolean isHost(@Nullable String host) {
    return host != null && HOST.matcher(host).matches();
  }
}
