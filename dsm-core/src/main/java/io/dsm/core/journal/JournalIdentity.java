// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Whose journal it is. Written into every file, so that a directory copied to another node or
 * cluster is refused instead of believed.
 *
 * @param cluster name of the cluster, at most 255 bytes of UTF-8
 * @param node stable id of the node, at most 255 bytes of UTF-8
 * @param name which journal of the node, at most 255 bytes of UTF-8
 */
public record JournalIdentity(String cluster, String node, String name) {

  static final int MAX_BYTES = 255;

  /** Checks the lengths. */
  public JournalIdentity {
    check("cluster", cluster);
    check("node", node);
    check("name", name);
  }

  private static void check(String what, String value) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > MAX_BYTES) {
      throw new DsmException.Rejected(
          "Journal identity: %s '%s' has %d bytes; 1 to %d are allowed. Shorten the name."
              .formatted(what, value, length, MAX_BYTES));
    }
  }

  /** Short form of the identity; the chain of records starts from it. */
  int seed() {
    CRC32C crc = new CRC32C();
    for (String part : new String[] {cluster, node, name}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      crc.update(bytes.length);
      crc.update(bytes);
    }
    return (int) crc.getValue();
  }

  @Override
  public String toString() {
    return "cluster '%s', node '%s', journal '%s'".formatted(cluster, node, name);
  }
}
