// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.CollectionAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The state of leases as chunks and back. Equal states give equal chunks. */
public final class LeaseSnapshots {

  private static final int COLLECTION = 1;
  private static final int OWNED = 2;
  private static final int IDLE = 3;
  private static final int WAITER = 4;
  private static final int REVOKED = 5;

  /** 1 knew neither waiters nor revocations; everything else is as it was. */
  private static final int VERSION = 2;

  private final List<byte[]> chunks = new ArrayList<>();
  private ByteSink chunk = new ByteSink().byteOf(VERSION);

  private LeaseSnapshots() {}

  public static List<byte[]> chunks(LeaseState state) {
    LeaseSnapshots snapshot = new LeaseSnapshots();
    state.collections().forEach(snapshot::write);
    snapshot.chunks.add(snapshot.chunk.toBytes());
    return snapshot.chunks;
  }

  private void write(CollectionAddress address, OwnedKeys owned) {
    chunk.byteOf(COLLECTION).address(address);
    chunk.longOf(owned.marks().floor()).longOf(owned.generation());
    for (Map.Entry<String, LeaseGrant> grant : owned.grants().entrySet()) {
      record(OWNED).text(grant.getKey());
      grant.getValue().writeTo(chunk);
    }
    for (Map.Entry<String, Long> mark : owned.marks().byIdleness().entrySet()) {
      record(IDLE).text(mark.getKey()).longOf(mark.getValue());
    }
    owned
        .lines()
        .byKey()
        .forEach(
            (key, line) ->
                line.inOrder().forEach(waiter -> waiter.writeTo(record(WAITER).text(key))));
    owned.revoked().forEach(key -> record(REVOKED).text(key));
  }

  private ByteSink record(int kind) {
    if (chunk.size() > LeaseLimits.CHUNK_BYTES) {
      chunks.add(chunk.toBytes());
      chunk = new ByteSink().byteOf(VERSION);
    }
    return chunk.byteOf(kind);
  }

  /** Raises {@link IllegalArgumentException} if the chunks are not those of a snapshot. */
  public static LeaseState state(List<byte[]> chunks) {
    return ByteSource.decoding(() -> read(chunks));
  }

  private static LeaseState read(List<byte[]> chunks) {
    LeaseState state = new LeaseState();
    OwnedKeys current = new OwnedKeys();
    for (byte[] bytes : chunks) {
      ByteSource source = new ByteSource(bytes);
      version(source);
      while (source.hasMore()) {
        current = read(source, state, current);
      }
    }
    return state;
  }

  private static void version(ByteSource source) {
    int version = source.byteOf();
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException("unknown version " + version + " of a lease snapshot");
    }
  }

  private static OwnedKeys read(ByteSource source, LeaseState state, OwnedKeys current) {
    int kind = source.byteOf();
    switch (kind) {
      case COLLECTION -> {
        OwnedKeys next = new OwnedKeys();
        state.collections().put(source.address(), next);
        next.marks().raiseFloor(source.longOf());
        next.generation(source.longOf());
        return next;
      }
      case OWNED -> current.extend(source.text(LeaseLimits.KEY_BYTES), LeaseGrant.readFrom(source));
      case IDLE -> current.marks().idle(source.text(LeaseLimits.KEY_BYTES), source.longOf());
      case WAITER ->
          current
              .lines()
              .join(source.text(LeaseLimits.KEY_BYTES), WaitLine.Waiter.readFrom(source));
      case REVOKED -> current.revoke(source.text(LeaseLimits.KEY_BYTES));
      default -> throw new IllegalArgumentException("unknown record " + kind + " in a snapshot");
    }
    return current;
  }
}
