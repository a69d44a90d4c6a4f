// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.Durability;
import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Declares a CRDT collection. Equal on all nodes that share it.
 *
 * @param address full name
 * @param kind what each key holds
 * @param schemaId compatibility boundary such as {@code request-counter/v1}
 * @param durability what survives the end of a node's process; empty for {@link Durability#LOCAL}
 *     on nodes with a data directory and {@link Durability#MEMORY} on others
 */
public record CrdtSpec<C>(
    CollectionAddress address, Kind<C> kind, String schemaId, Optional<Durability> durability) {

  /** What each key of a collection holds; made by {@link Crdts}. */
  public sealed interface Kind<C> {

    /** {@link GCounter}. */
    record GrowingCounter() implements Kind<GCounter> {}

    /** {@link io.dsm.crdt.PnCounter}. */
    record Counter() implements Kind<PnCounter> {}

    /** {@link BoundedCounter}. */
    record Bounded() implements Kind<BoundedCounter> {}

    /** {@link EnableWinsFlag}. */
    record EnableWins() implements Kind<EnableWinsFlag> {}

    /** {@link DisableWinsFlag}. */
    record DisableWins() implements Kind<DisableWinsFlag> {}

    /** {@link MaxRegister}. */
    record Maximum() implements Kind<MaxRegister> {}

    /** {@link MinRegister}. */
    record Minimum() implements Kind<MinRegister> {}

    /** {@link LwwRegister}. */
    record LastWriter<V>(Elements<V> values) implements Kind<LwwRegister<V>> {}

    /** {@link MvRegister}. */
    record MultiValue<V>(Elements<V> values) implements Kind<MvRegister<V>> {}

    /** {@link FencedRegister}. */
    record Fenced<V>(Elements<V> values) implements Kind<FencedRegister<V>> {}

    /** {@link GrowOnlySet}. */
    record GrowOnly<E>(Elements<E> elements) implements Kind<GrowOnlySet<E>> {}

    /**
     * {@link AddWinsSet}.
     *
     * @param elementType type of the elements, generic arguments included
     * @param codec empty to derive one from {@code elementType}
     */
    record AddWins<E>(Type elementType, Optional<ValueCodec<E>> codec)
        implements Kind<AddWinsSet<E>> {}

    /** {@link RemoveWinsSet}. */
    record RemoveWins<E>(Elements<E> elements) implements Kind<RemoveWinsSet<E>> {}

    /** {@link ObservedRemoveMap}. */
    record Nested<K, C>(Elements<K> keys, Kind<C> values) implements Kind<ObservedRemoveMap<K, C>> {

      /**
       * Checks the values.
       *
       * @throws DsmException.Rejected if a map cannot hold them
       */
      public Nested {
        Contents.requireNestable(values);
      }
    }

    /** {@link LwwMap}. */
    record LastWriterMap<K, V>(Elements<K> keys, Elements<V> values)
        implements Kind<LwwMap<K, V>> {}

    /**
     * {@link HyperLogLog}.
     *
     * @param precision 4 to 16: 2^precision bytes at most
     */
    record Distinct<E>(Elements<E> elements, int precision) implements Kind<HyperLogLog<E>> {}

    /**
     * {@link DdSketch}.
     *
     * @param accuracy relative, 0.001 to 0.1
     */
    record Percentiles(double accuracy) implements Kind<DdSketch> {}

    /**
     * {@link TopK}.
     *
     * @param capacity 1 to 1024 slots for each life of a node
     */
    record Frequent<E>(Elements<E> elements, int capacity) implements Kind<TopK<E>> {}

    /** A kind of the application's own. */
    record Defined<C, S>(CrdtDefinition<C, S> definition) implements Kind<C> {}
  }

  /**
   * What a CRDT contains.
   *
   * @param type generic arguments included
   * @param codec empty to derive one from {@code type}
   */
  public record Elements<E>(Type type, Optional<ValueCodec<E>> codec) {

    /** Of a plain class or record. */
    public static <E> Elements<E> of(Class<E> type) {
      return new Elements<>(type, Optional.empty());
    }
  }

  /** Counters. */
  public static CrdtSpec<PnCounter> counters(CollectionAddress address) {
    return of(address, new Kind.Counter());
  }

  /** Add-wins sets of a plain element class or record. */
  public static <E> CrdtSpec<AddWinsSet<E>> addWinsSets(
      CollectionAddress address, Class<E> elementType) {
    return of(address, new Kind.AddWins<>(elementType, Optional.empty()));
  }

  /** CRDTs of the application's own kind. */
  public static <C, S> CrdtSpec<C> defined(
      CollectionAddress address, CrdtDefinition<C, S> definition) {
    return of(address, new Kind.Defined<>(definition));
  }

  /** CRDTs of any kind under the default schema: the collection id followed by {@code /v1}. */
  public static <C> CrdtSpec<C> of(CollectionAddress address, Kind<C> kind) {
    return new CrdtSpec<>(address, kind, address.collectionId() + "/v1", Optional.empty());
  }

  /** The same under another schema. */
  public CrdtSpec<C> withSchemaId(String id) {
    return new CrdtSpec<>(address, kind, id, durability);
  }

  /**
   * The same with a durability of its own. Opening a {@link Durability#LOCAL} collection on a node
   * without a data directory raises {@link io.dsm.DsmException.Rejected}.
   */
  public CrdtSpec<C> withDurability(Durability wanted) {
    return new CrdtSpec<>(address, kind, schemaId, Optional.of(wanted));
  }
}
