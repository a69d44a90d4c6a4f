// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

/**
 * Bounds of what travels and of what is believed. All in bytes unless named otherwise. A message is
 * never larger than {@link #MESSAGE_MAX}, so whoever carries it must take frames of that size.
 */
public final class WireLimits {

  /** Largest command. One entry must always fit into one message. */
  public static final int COMMAND_MAX = 256 << 10;

  /** Entries beyond this are left to the next message; the follower says how far it got. */
  public static final int ENTRIES_BUDGET = 256 << 10;

  /** Largest piece of a snapshot; the state machine's chunks are cut to it. */
  public static final int PIECE_MAX = 256 << 10;

  /** Largest message that is sent or decoded. */
  public static final int MESSAGE_MAX = 320 << 10;

  /** Members of a group, a count. */
  public static final int MEMBERS_MAX = 64;

  /** Longest name of a voter. */
  public static final int NAME_MAX = 64;

  /** Pieces of one snapshot, a count: 16 GiB of state. */
  public static final int PIECES_MAX = 1 << 16;

  private WireLimits() {}
}
