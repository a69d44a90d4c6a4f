// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.codec;

import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Derives codecs from types. Found by {@link java.util.ServiceLoader}; asked in order of loading.
 */
public interface CodecProvider {

  /** A codec for values of that type, or empty if this provider knows none. */
  Optional<ValueCodec<?>> codecFor(Type type);
}
