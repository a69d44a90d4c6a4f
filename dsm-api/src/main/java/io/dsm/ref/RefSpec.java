// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

import io.dsm.CollectionAddress;
import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Declares a reference. Equal on all nodes that share it.
 *
 * @param address full name
 * @param valueType type of the value, generic arguments included
 * @param schemaId compatibility boundary such as {@code flags/v1}; nodes of another schema are
 *     refused by the voters
 * @param codec empty to derive one from {@code valueType}
 */
public record RefSpec<V>(
    CollectionAddress address, Type valueType, String schemaId, Optional<ValueCodec<V>> codec) {

  /** A reference to values of a plain class or record, under the schema {@code <id>/v1}. */
  public static <V> RefSpec<V> of(
      String tenantId, String applicationId, String collectionId, Class<V> valueType) {
    return of(new CollectionAddress(tenantId, applicationId, collectionId), valueType);
  }

  /** A reference to values of a generic type, which the caller vouches for. */
  public static <V> RefSpec<V> of(CollectionAddress address, Type valueType) {
    return new RefSpec<>(address, valueType, address.collectionId() + "/v1", Optional.empty());
  }

  /** The same under another schema. */
  public RefSpec<V> withSchemaId(String id) {
    return new RefSpec<>(address, valueType, id, codec);
  }

  /** The same with a codec, needed only for types DSM cannot encode by itself. */
  public RefSpec<V> withCodec(ValueCodec<V> valueCodec) {
    return new RefSpec<>(address, valueType, schemaId, Optional.of(valueCodec));
  }
}
