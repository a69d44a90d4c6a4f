// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import io.dsm.spi.journal.Journal;
import io.dsm.spi.random.RandomSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node knows of its voters in all its lives, durable before anybody hears of it: its number,
 * the one choice of founders it accepted, and which log the cluster has.
 *
 * <p>The number says whose memory this is. It is drawn when the memory is created, so a node that
 * lost its disk has another, and is another voter. It is drawn again as soon as members are known
 * whom this memory may have belonged to once and does not now. So whoever tells a number together
 * with members that it is not among has never been a member under that number.
 */
final class VoterMemory {

  private static final int ACCEPTED = 1;
  private static final int NUMBER = 3;
  private static final int CHARTER = 4;
  private static final int SEATED = 5;

  private final NodeId node;
  private final Journal journal;
  private final RandomSource random;
  private long number = -1;
  private boolean seated;
  private List<NodeId> accepted = List.of();
  private Optional<Charter> charter = Optional.empty();

  VoterMemory(NodeId node, Journal journal, RandomSource random) {
    this.node = node;
    this.journal = journal;
    this.random = random;
  }

  /** Blocks for the disk. */
  void recover() {
    journal.recover((record, kind, payload) -> read(kind, new ByteSource(payload)));
    if (number < 0) {
      renew();
    }
  }

  private void read(int kind, ByteSource source) {
    switch (kind) {
      case ACCEPTED -> accepted = decoded(source, () -> CharterCodec.readNodes(source));
      case NUMBER -> begin(decoded(source, source::longOf));
      case CHARTER ->
          charter = Optional.of(decoded(source, () -> CharterCodec.readCharter(source)));
      case SEATED -> seated = true;
      default -> throw unknown(kind);
    }
  }

  private DsmException.Fatal unknown(int kind) {
    return new DsmException.Fatal(
        "what node '"
            + node
            + "' remembers of its voters has a record of kind "
            + kind
            + ", which this version does not know; the node does not start; run the version that"
            + " wrote it, or empty the data directory: then it comes back as a new voter");
  }

  private static <T> T decoded(ByteSource source, Supplier<T> reader) {
    return ByteSource.decoding(() -> source.end(reader.get()));
  }

  private void begin(long drawn) {
    number = drawn;
    seated = false;
    accepted = List.of();
  }

  /** Begins anew as another voter, which has promised nothing. */
  void renew() {
    long drawn = random.nextLong() & Long.MAX_VALUE;
    remember(NUMBER, new ByteSink().longOf(drawn));
    begin(drawn);
  }

  /** Who this node is as a voter. */
  VoterId self() {
    return new VoterId(node, number);
  }

  /** The founders it accepted; empty if it never accepted any. */
  List<NodeId> accepted() {
    return accepted;
  }

  /** The log of the cluster; empty while it is not known. */
  Optional<Charter> charter() {
    return charter;
  }

  /** Whether the log of this voter has been begun. */
  boolean isSeated() {
    return seated;
  }

  void accept(List<NodeId> proposed) {
    remember(ACCEPTED, CharterCodec.writeNodes(new ByteSink(), proposed));
    accepted = List.copyOf(proposed);
  }

  /**
   * Members that are later than those known so far, or the first. Who may have been a member before
   * and is none now begins anew first: a crash in between leaves a number that nobody has heard of.
   */
  void know(Charter known) {
    if (!known.roster().contains(self()) && mayHaveBeenMember(known)) {
      renew();
    }
    remember(CHARTER, CharterCodec.writeCharter(new ByteSink(), known));
    charter = Optional.of(known);
  }

  /** A memory that has heard of a log may have been taken in by members it has not heard of. */
  private boolean mayHaveBeenMember(Charter known) {
    return charter.isPresent() || known.founders().contains(self());
  }

  /** The log of that voter has been begun, perhaps by a memory that is gone. */
  void seated(VoterId begun) {
    if (!seated && begun.equals(self())) {
      remember(SEATED, new ByteSink());
      seated = true;
    }
  }

  private void remember(int kind, ByteSink payload) {
    journal.append(kind, payload.toBytes());
    journal.sync();
  }

  void close() {
    journal.close();
  }
}
