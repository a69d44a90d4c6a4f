// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, sorted by what the caller may conclude. Expected answers (held by another, stale
 * token) are values, never exceptions.
 */
public abstract sealed class DsmException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private DsmException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** It did not happen and will not happen by itself. Correct the call; do not retry unchanged. */
  public static final class Rejected extends DsmException {
    private static final long serialVersionUID = 1L;

    public Rejected(String message) {
      super(message, null);
    }

    public Rejected(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * It may or may not have happened, now or later. Retry only what is idempotent or carries the
   * same command id.
   */
  public static final class Indeterminate extends DsmException {
    private static final long serialVersionUID = 1L;

    public Indeterminate(String message) {
      super(message, null);
    }

    public Indeterminate(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** It did not happen. Try later or on another node. */
  public static sealed class Unavailable extends DsmException permits Overloaded {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message, null);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * It did not happen, because too much waits inside this node already. Slow down, then try again.
   */
  public static final class Overloaded extends Unavailable {
    private static final long serialVersionUID = 1L;

    private final Queue queue;

    /** What is full. */
    public enum Queue {
      /** Writes that wait for acknowledgements; bounded by {@code write.pending-max}. */
      PENDING_WRITES,
      /** Bytes that wait to be sent to peers; bounded by {@code outbound.queue-bytes}. */
      OUTBOUND,
      /** Changes of durable collections that wait for the disk. */
      JOURNAL,
      /** Calls that wait for the voters. */
      VOTER_CALLS
    }

    public Overloaded(Queue queue, String message) {
      super(message);
      this.queue = queue;
    }

    public Overloaded(Queue queue, String message, Throwable cause) {
      super(message, cause);
      this.queue = queue;
    }

    public Queue queue() {
      return queue;
    }
  }

  /** This node has stopped, or cannot start; nothing more will happen on it. */
  public static final class Fatal extends DsmException {
    private static final long serialVersionUID = 1L;

    public Fatal(String message) {
      super(message, null);
    }

    public Fatal(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
