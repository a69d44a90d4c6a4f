// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;

/** What is appended to the log: a command and who wants it. */
sealed interface Envelope {

  /** More than anything but the command takes. */
  int HEADER_BYTES = 128;

  /** Largest encoded command. */
  int COMMAND_BYTES = 256 * 1024;

  /**
   * A command of a session, to be applied once.
   *
   * @param session the member that asks
   * @param number of the command in the session, from 1
   * @param settled the session waits for no command up to this number
   */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record OfSession(Member session, long number, long settled, byte[] command) implements Envelope {}

  /** A command of the leader's own, harmless when repeated. */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record OfLeader(byte[] command) implements Envelope {}

  static byte[] encode(Envelope envelope) {
    return switch (envelope) {
      case OfSession(var session, var number, var settled, var command) ->
          new ByteSink(HEADER_BYTES + command.length)
              .byteOf(1)
              .member(session)
              .longOf(number)
              .longOf(settled)
              .blob(command)
              .toBytes();
      case OfLeader(var command) ->
          new ByteSink(HEADER_BYTES + command.length).byteOf(2).blob(command).toBytes();
    };
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded envelope. */
  static Envelope decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    return ByteSource.decoding(
        () -> {
          int tag = source.byteOf();
          return switch (tag) {
            case 1 ->
                source.end(
                    new OfSession(
                        source.member(),
                        source.longOf(),
                        source.longOf(),
                        source.blob(COMMAND_BYTES)));
            case 2 -> source.end(new OfLeader(source.blob(COMMAND_BYTES)));
            default -> throw new IllegalArgumentException("unknown envelope " + tag);
          };
        });
  }
}
