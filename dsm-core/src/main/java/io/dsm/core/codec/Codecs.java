// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.spi.codec.CodecProvider;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds the codec of a type: the application's own, else the first that a {@link CodecProvider}
 * offers, else one derived from the structure of the type.
 *
 * <p>The derived encoding is canonical: components of records in their order, sets and maps in the
 * order of their encoded keys, enums and permitted types by name. Records may grow at the end:
 * components that old bytes lack become zero, null, or empty (Optional, List, Set, Map), and
 * components that newer bytes have beyond ours are skipped.
 */
public final class Codecs {

  /** The longest derived encoding, read or written: 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  /** How deep values may be nested. */
  public static final int MAX_DEPTH = 64;

  private Codecs() {}

  /**
   * The codec for values of {@code type}, ready for use from any thread. Reflects now, not per
   * call.
   *
   * @param explicit the application's own, which is taken as it is
   * @throws DsmException.Rejected if a part of the type has no encoding, naming it and what to do
   */
  public static <V> ValueCodec<V> forType(Type type, Optional<ValueCodec<V>> explicit) {
    return forType(type, explicit, ServiceLoader.load(CodecProvider.class));
  }

  /** The same with given providers instead of those of the context class loader. */
  @SuppressWarnings("unchecked") // a provider vouches that its codec fits the type
  static <V> ValueCodec<V> forType(
      Type type, Optional<ValueCodec<V>> explicit, Iterable<CodecProvider> providers) {
    if (explicit.isPresent()) {
      return explicit.get();
    }
    for (CodecProvider provider : providers) {
      Optional<ValueCodec<?>> found = provider.codecFor(type);
      if (found.isPresent()) {
        return (ValueCodec<V>) found.get();
      }
    }
    return new StructuralCodec<>(type.getTypeName(), new Planner().plan(type));
  }
}
