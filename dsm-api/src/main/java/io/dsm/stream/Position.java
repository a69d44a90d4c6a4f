// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.stream;

import io.dsm.DsmException;

/**
 * A place in the change stream of one collection on one node, from which a watcher that was away
 * can go on. It means something only to the node that gave it, and only in the same life of that
 * node; anywhere else, and when too much has happened since, going on from it begins with a {@link
 * Change.Gap} and what is there.
 *
 * <p>Its text form, from {@link #toString()} to {@link #parse}, is for keeping it elsewhere, such
 * as in a {@code Last-Event-ID} header.
 *
 * @param source names the stream: node, its life, and collection; empty for {@link #BEGINNING}
 * @param number of the change after which to go on; 0 if nothing is complete before it
 */
public record Position(String source, long number) {

  /** To begin with what is there. */
  public static final Position BEGINNING = new Position("", 0);

  private static final int TEXT_LENGTH_MAX = 1_024;

  public Position {
    if (number < 0) {
      throw new DsmException.Rejected(
          "a position has no negative number such as " + number + "; it was not made");
    }
  }

  /**
   * Reads the text form.
   *
   * @throws DsmException.Rejected if the text is no position
   */
  public static Position parse(String text) {
    int end = text.lastIndexOf('#');
    if (end >= 0 && text.length() <= TEXT_LENGTH_MAX) {
      try {
        return new Position(text.substring(0, end), Long.parseLong(text.substring(end + 1)));
      } catch (NumberFormatException _) {
        // said below
      }
    }
    throw new DsmException.Rejected(
        "the text is no position of a change stream; nothing was watched; pass what toString() of"
            + " a position gave, or begin with Position.BEGINNING");
  }

  @Override
  public String toString() {
    return source + "#" + number;
  }
}
