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
 * lost its disk has another, and is another voter.
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

  void know(Charter known) {
    remember(CHARTER, CharterCodec.writeCharter(new ByteSink(), known));
    charter = Optional.of(known);
  }

  void seated() {
    if (!seated) {
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
