// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.core.consensus.ConsensusEnvironment.JournalFactory;
import io.dsm.core.journal.FileJournal;
import io.dsm.core.journal.JournalIdentity;
import io.dsm.core.journal.JournalSettings;
import io.dsm.core.journal.MemoryJournal;
import io.dsm.spi.journal.Journal;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Journals of the consensus tier: files in the data directory; memory only for a standalone node
 * without one, which can deceive nobody but itself.
 */
final class NodeJournals implements JournalFactory {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private final String clusterId;
  private final Member self;
  private final Membership membership;
  private final Optional<Path> dataDirectory;
  private final Executor executor;

  NodeJournals(
      String clusterId,
      Member self,
      Membership membership,
      Optional<Path> dataDirectory,
      Executor executor) {
    this.clusterId = clusterId;
    this.self = self;
    this.membership = membership;
    this.dataDirectory = dataDirectory;
    this.executor = executor;
  }

  @Override
  public Journal open(String name) {
    if (dataDirectory.isPresent()) {
      return FileJournal.open(
          dataDirectory.get().resolve(name),
          new JournalIdentity(clusterId, self.node().value(), name),
          JournalSettings.defaults(),
          executor);
    }
    if (membership instanceof Membership.Standalone) {
      LOG.log(
          Level.INFO,
          "no data directory is set: leases of standalone node {0} do not survive its end",
          self);
      return MemoryJournal.forgetful();
    }
    throw new DsmException.Rejected(
        "consensus types of node "
            + self
            + " need a data directory, or a restart could break promises made to others; set"
            + " data-directory (Builder.dataDirectory) to a directory that survives restarts");
  }
}
