// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;

/**
 * A JGroups address that tells which member lives there, so that views and senders of messages map
 * to members without asking anyone. The payload is ASCII, {@code 1node#incarnation}, where {@code
 * 1} is the version.
 */
final class MemberAddress {

  private static final String KEY = "dsm";
  private static final char VERSION = '1';
  private static final int PAYLOAD_BYTES_MAX = 1 + 64 + 1 + 19;

  private MemberAddress() {}

  /** A fresh address of the member; two calls give two addresses. */
  static Address of(Member member) {
    return ExtendedUUID.randomUUID(member.toString())
        .put(KEY, payload(member).getBytes(StandardCharsets.US_ASCII));
  }

  /** What {@link #member(byte[])} reads. */
  static String payload(Member member) {
    return VERSION + member.node().value() + "#" + member.incarnation().value();
  }

  /** Who lives there; empty if the address is of another kind, version or shape. */
  static Optional<Member> member(Address address) {
    if (!(address instanceof ExtendedUUID extended)) {
      return Optional.empty();
    }
    byte[] bytes = extended.get(KEY);
    return bytes == null ? Optional.empty() : member(bytes);
  }

  /** The member of a payload; empty if it is of another version or shape. */
  static Optional<Member> member(byte[] bytes) {
    if (bytes.length > PAYLOAD_BYTES_MAX) {
      return Optional.empty();
    }
    String payload = new String(bytes, StandardCharsets.US_ASCII);
    int end = payload.indexOf('#');
    if (end < 1 || payload.charAt(0) != VERSION) {
      return Optional.empty();
    }
    try {
      NodeId node = new NodeId(payload.substring(1, end));
      return Optional.of(
          new Member(node, new Incarnation(Long.parseLong(payload.substring(end + 1)))));
    } catch (DsmException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
