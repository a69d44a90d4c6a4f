// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

/**
 * A segment as found or written.
 *
 * @param first number of its first record
 * @param last number of its last record; first - 1 if it has none
 * @param end offset behind the last record
 * @param size length of the file
 */
record Segment(long first, long last, long end, long size) {
  String name() {
    return FileNames.segment(first);
  }
}
