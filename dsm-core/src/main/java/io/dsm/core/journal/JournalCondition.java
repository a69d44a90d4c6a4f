// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a journal is, for health checks and start-up warnings.
 *
 * @param location directory
 * @param temporary whether it lies below the directory for temporary files, where a reboot may
 *     delete it
 * @param fsync false if records are not safe from power loss
 * @param reserve whether the reserve for a full disk is there
 * @param diskWasFull the reserve had to be given up: free space and restart
 * @param setAside files that keep what was cut off at recovery
 * @param intactManifestSlots 2 when healthy; 1 if a slot was torn or rotten, which is repaired by
 *     the next checkpoints
 * @param failure why the journal has stopped, or null
 */
public record JournalCondition(
    String location,
    boolean temporary,
    boolean fsync,
    boolean reserve,
    boolean diskWasFull,
    List<String> setAside,
    int intactManifestSlots,
    @Nullable String failure) {

  /** Copies the list. */
  public JournalCondition {
    setAside = List.copyOf(setAside);
  }
}
