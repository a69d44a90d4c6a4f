// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm;

/**
 * What of an eventual collection survives the end of a node's process. Each node decides for its
 * own replica; declare it alike on all nodes, because acknowledgements of peers promise no more
 * than the peer's own durability.
 */
public enum Durability {
  /** Nothing by itself: a node that starts again gets the content from its peers, if any live. */
  MEMORY,
  /**
   * Everything acknowledged: a change is answered, and acknowledged to peers, only after it is
   * synced to the journal in the data directory of the node. Readers may see it earlier. A write
   * therefore takes as long as the disk needs to sync, shared by all who write at the same time.
   */
  LOCAL
}
