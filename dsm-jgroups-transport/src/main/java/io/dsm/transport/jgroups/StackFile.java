// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jgroups.JChannel;
import org.jgroups.protocols.ReliableUnicast;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;

/** A JGroups stack in an XML file of the user's own. */
final class StackFile {

  private StackFile() {}

  /**
   * A channel on that stack, not connected.
   *
   * @throws DsmException.Rejected if the file cannot be read, is no stack, or lacks what the
   *     transport port promises: views and frames in order
   */
  static JChannel channel(Path file) {
    JChannel channel;
    try (InputStream xml = Files.newInputStream(file)) {
      channel = new JChannel(xml);
    } catch (IOException e) {
      throw refused(file, "it cannot be read: " + e, "name a readable file", e);
    } catch (Exception e) {
      throw refused(file, rootMessage(e), "correct it after the JGroups manual of version 5.5", e);
    }
    try {
      require(channel, file, "membership (pbcast.GMS)", GMS.class);
      require(
          channel,
          file,
          "ordered unicasts (UNICAST4 or UNICAST3)",
          ReliableUnicast.class,
          UNICAST3.class);
    } catch (DsmException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  /** The message of the deepest cause, which names the problem. */
  static String rootMessage(Throwable problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage() == null ? deepest : deepest.getMessage());
  }

  private static void require(JChannel channel, Path file, String what, Class<?>... anyOf) {
    for (Class<?> type : anyOf) {
      if (channel.getProtocolStack().getProtocols().stream().anyMatch(type::isInstance)) {
        return;
      }
    }
    throw new DsmException.Rejected(text(file, "it has no protocol for " + what, "add one"));
  }

  private static DsmException.Rejected refused(
      Path file, String problem, String next, Exception cause) {
    return new DsmException.Rejected(text(file, problem, next), cause);
  }

  private static String text(Path file, String problem, String next) {
    return "JGroups stack file "
        + file
        + " cannot be used: "
        + problem
        + "; this node does not start; "
        + next;
  }
}
