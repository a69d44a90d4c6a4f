// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.CollectionAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands in a frame for a write that a later one of the same origin, which follows, has replaced
 * before it was sent. It keeps the place of its number and changes nothing: its collection is one
 * that nobody declares.
 *
 * <p>The write itself stays in the log of its origin, so that some peer may get it after all; that
 * does no harm, because the later one wins wherever it comes.
 */
public final class Superseded {

  private static final Tag TAG = new Tag(new CollectionAddress("dsm", "dsm", "superseded"), 0);

  /** The operation that does nothing. */
  public static final Operation OPERATION = new Operation.Join(TAG, "", new byte[0]);

  private Superseded() {}

  /** One operation on its way. */
  public interface Waiting {
    Operation operation();

    /** Whether it must be sent as it is, because somebody waits for peers to have it. */
    boolean acknowledge();
  }

  /**
   * Which of them need not be sent, given that all are, in this order. A removal is always sent:
   * peers count on having seen it when its number is known to them.
   */
  public static boolean[] among(List<? extends Waiting> operations) {
    boolean[] superseded = new boolean[operations.size()];
    Set<Place> later = new HashSet<>();
    for (int i = operations.size() - 1; i >= 0; i--) {
      Waiting waiting = operations.get(i);
      if (waiting.operation() instanceof Operation.Write write) {
        boolean replaced = !later.add(new Place(write.tag(), write.key()));
        superseded[i] = replaced && !waiting.acknowledge() && !write.record().isTombstone();
      }
    }
    return superseded;
  }

  private record Place(Tag tag, String key) {}
}
