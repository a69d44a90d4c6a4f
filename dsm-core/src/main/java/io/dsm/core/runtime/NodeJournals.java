// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.core.consensus.ConsensusEnvironment.JournalFactory;
import io.dsm.core.journal.FileJournal;
import io.dsm.core.journal.JournalDirectory;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.journal.JournalIdentity;
import io.dsm.core.journal.JournalSettings;
import io.dsm.core.journal.MemoryJournal;
import io.dsm.spi.journal.Journal;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Journals of the node. Content of the eventual tier: in the data directory, or nowhere. Consensus
 * tier: files in the data directory; memory only for a standalone node without one, which can
 * deceive nobody but itself.
 */
final class NodeJournals implements JournalFactory {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private static final String CONTENT = "content";
  private static final String VOTERS_LOG = "consensus";

  /** Twice what may wait to be synced before changes are refused. */
  private static final int CONTENT_BUFFER_BYTES = 2 << 20;

  /** The state of one CRDT is one record. */
  private static final int CONTENT_RECORD_BYTES = 64 << 20;

  private final String clusterId;
  private final Member self;
  private final Membership membership;
  private final Optional<Path> dataDirectory;
  private final boolean syncLog;
  private final Executor log;
  private final Executor executor;

  /**
   * Where and how.
   *
   * @param directory the data directory
   * @param syncLog whether the log of the voters is synced to disk
   * @param log runs what the journal of the log need not wait for
   */
  record Disk(Optional<Path> directory, boolean syncLog, Executor log) {}

  NodeJournals(String clusterId, Member self, Membership membership, Disk disk, Executor executor) {
    this.clusterId = clusterId;
    this.self = self;
    this.membership = membership;
    this.dataDirectory = disk.directory();
    this.syncLog = disk.syncLog();
    this.log = disk.log();
    this.executor = executor;
  }

  @Override
  public Optional<JournalHome> content() {
    return dataDirectory.map(
        directory ->
            new JournalDirectory(
                directory.resolve(CONTENT),
                new JournalIdentity(clusterId, self.node().value(), CONTENT),
                JournalSettings.defaults()
                    .withBufferBytes(CONTENT_BUFFER_BYTES)
                    .withMaxRecordBytes(CONTENT_RECORD_BYTES),
                executor));
  }

  @Override
  public Journal open(String name) {
    if (dataDirectory.isPresent()) {
      boolean isLog = name.equals(VOTERS_LOG);
      return FileJournal.open(
          dataDirectory.get().resolve(name),
          new JournalIdentity(clusterId, self.node().value(), name),
          JournalSettings.defaults().withFsync(syncLog || !isLog),
          isLog ? log : executor);
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
