// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.register;

import io.dsm.CollectionAddress;
import io.dsm.Durability;
import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Declares a register collection. Equal on all nodes that share it.
 *
 * @param address full name
 * @param valueType type of the values, generic arguments included
 * @param schemaId compatibility boundary such as {@code route-hints/v1}
 * @param codec empty to derive one from {@code valueType}
 * @param durability what survives the end of a node's process
 */
public record RegisterSpec<V>(
    CollectionAddress address,
    Type valueType,
    String schemaId,
    Optional<ValueCodec<V>> codec,
    Durability durability) {

  /** Begins a declaration of values of a plain class or record. */
  public static <V> Builder<V> of(
      String tenantId, String applicationId, String collectionId, Class<V> valueType) {
    return new Builder<>(new CollectionAddress(tenantId, applicationId, collectionId), valueType);
  }

  /** Begins a declaration of values of a generic type, which the caller vouches for. */
  public static <V> Builder<V> of(CollectionAddress address, Type valueType) {
    return new Builder<>(address, valueType);
  }

  /** Collects the optional settings. */
  public static final class Builder<V> {
    private final CollectionAddress address;
    private final Type valueType;
    private String schemaId;
    private Optional<ValueCodec<V>> codec = Optional.empty();
    private Durability durability = Durability.MEMORY;

    private Builder(CollectionAddress address, Type valueType) {
      this.address = address;
      this.valueType = valueType;
      this.schemaId = address.collectionId() + "/v1";
    }

    /** Default: the collection id followed by {@code /v1}. */
    public Builder<V> schemaId(String id) {
      this.schemaId = id;
      return this;
    }

    /** Needed only for types DSM cannot encode by itself. */
    public Builder<V> codec(ValueCodec<V> valueCodec) {
      this.codec = Optional.of(valueCodec);
      return this;
    }

    /**
     * Default: {@link Durability#MEMORY}. Opening a {@link Durability#LOCAL} collection on a node
     * without a data directory raises {@link io.dsm.DsmException.Rejected}.
     */
    public Builder<V> durability(Durability wanted) {
      this.durability = wanted;
      return this;
    }

    public RegisterSpec<V> build() {
      return new RegisterSpec<>(address, valueType, schemaId, codec, durability);
    }
  }
}
