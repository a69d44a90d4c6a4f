// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import java.util.List;

/** Binary form of voters, members and wishes, in messages and in the memory of a voter. */
final class CharterCodec {

  private static final int VOTERS = 64;
  private static final int NAME_BYTES = 64;
  private static final int LISTED = 1;
  private static final int EXPECTED = 2;

  private CharterCodec() {}

  static ByteSink writeNodes(ByteSink sink, List<NodeId> nodes) {
    return sink.each(nodes, node -> sink.text(node.value()));
  }

  static List<NodeId> readNodes(ByteSource source) {
    return source.each(VOTERS, () -> NodeId.of(source.text(NAME_BYTES)));
  }

  static ByteSink writeIds(ByteSink sink, List<VoterId> ids) {
    return sink.each(ids, id -> sink.text(id.node().value()).longOf(id.memory()));
  }

  static List<VoterId> readIds(ByteSource source) {
    return source.each(
        VOTERS, () -> new VoterId(NodeId.of(source.text(NAME_BYTES)), source.longOf()));
  }

  static ByteSink writeRoster(ByteSink sink, Roster roster) {
    return writeIds(writeIds(sink.longOf(roster.index()), roster.voters()), roster.learners());
  }

  static Roster readRoster(ByteSource source) {
    return new Roster(source.longOf(), readIds(source), readIds(source));
  }

  static ByteSink writeCharter(ByteSink sink, Charter charter) {
    return writeRoster(writeIds(sink, charter.founders()), charter.roster());
  }

  static Charter readCharter(ByteSource source) {
    return new Charter(readIds(source), readRoster(source));
  }

  static ByteSink writeWish(ByteSink sink, Voters wish) {
    return switch (wish) {
      case Voters.Listed(var nodes) -> writeNodes(sink.byteOf(LISTED), nodes);
      case Voters.Expected(var size) -> sink.byteOf(EXPECTED).intOf(size);
    };
  }

  static Voters readWish(ByteSource source) {
    int kind = source.byteOf();
    try {
      return switch (kind) {
        case LISTED -> new Voters.Listed(readNodes(source));
        case EXPECTED -> new Voters.Expected(source.intOf());
        default -> throw new IllegalArgumentException("unknown kind of voters " + kind);
      };
    } catch (DsmException.Rejected illegal) {
      throw new IllegalArgumentException(illegal.getMessage(), illegal);
    }
  }
}
