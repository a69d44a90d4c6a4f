// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.shard;

import java.nio.charset.StandardCharsets;

/** Where keys belong. The function is part of the contract: it must never change. */
public final class Slices {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Slices() {}

  /** FNV-1a of the UTF-8 bytes, its bits mixed, modulo the number of shards. */
  public static int shardOf(String key, int shards) {
    long hash = FNV_OFFSET;
    for (byte next : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (next & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 33), shards);
  }
}
