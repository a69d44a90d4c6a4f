// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What goes over a fork of somebody else's channel: frames, and who is there. The first byte says
 * which; of a greeting the rest is {@link MemberAddress#payload}.
 */
enum Greeting {
  /** A frame follows. */
  FRAME,
  /** The sender is that member, and wants to know who answers. */
  HELLO,
  /** The sender is that member. */
  ANSWER,
  /** The sender was that member. */
  BYE;

  /** First bytes are counted from here, so that text and zeros are none. */
  private static final int BASE = 0xD0;

  /** What a message is; empty for one of an unknown sort. */
  static Optional<Greeting> of(byte[] bytes, int from, int length) {
    int ordinal = length == 0 ? -1 : (bytes[from] & 0xFF) - BASE;
    return ordinal < 0 || ordinal >= values().length
        ? Optional.empty()
        : Optional.of(values()[ordinal]);
  }

  /** This greeting from that member. */
  byte[] from(Member member) {
    return with(MemberAddress.payload(member).getBytes(StandardCharsets.US_ASCII));
  }

  /** This sort of message with that content. */
  byte[] with(byte[] content) {
    byte[] message = new byte[content.length + 1];
    message[0] = (byte) (BASE + ordinal());
    System.arraycopy(content, 0, message, 1, content.length);
    return message;
  }

  /** Who sent a greeting; empty if it cannot be read. */
  static Optional<Member> member(byte[] bytes, int from, int length) {
    return MemberAddress.member(Arrays.copyOfRange(bytes, from + 1, from + length));
  }
}
