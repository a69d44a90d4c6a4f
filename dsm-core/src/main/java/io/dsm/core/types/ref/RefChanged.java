// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.CollectionAddress;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;

/** A reference holds something new. */
public record RefChanged(CollectionAddress ref, RefCell cell) {

  public void writeTo(ByteSink sink) {
    cell.writeTo(sink.address(ref));
  }

  public static RefChanged readFrom(ByteSource source) {
    return new RefChanged(source.address(), RefCell.readFrom(source));
  }
}
