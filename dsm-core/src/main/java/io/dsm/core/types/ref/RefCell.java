// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import java.util.Optional;

/**
 * What a reference holds.
 *
 * @param version number of writes and deletions so far
 * @param value encoded; empty if deleted or never set
 */
public record RefCell(long version, Optional<RefBytes> value) {

  /** A reference nobody has written. */
  public static final RefCell NEVER_SET = new RefCell(0, Optional.empty());

  RefCell next(Optional<RefBytes> written) {
    return new RefCell(version + 1, written);
  }

  /** Without a value too large to send along. */
  RefCell brief() {
    return value.filter(bytes -> bytes.size() > RefLimits.ECHO_BYTES).isPresent()
        ? new RefCell(version, Optional.empty())
        : this;
  }

  public void writeTo(ByteSink sink) {
    sink.longOf(version).each(value.stream().toList(), bytes -> bytes.writeTo(sink));
  }

  public static RefCell readFrom(ByteSource source) {
    return new RefCell(
        source.longOf(), source.each(1, () -> RefBytes.readFrom(source)).stream().findFirst());
  }
}
