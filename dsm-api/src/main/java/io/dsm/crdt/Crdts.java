// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtSpec.Elements;
import io.dsm.crdt.CrdtSpec.Kind;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** The ready kinds of CRDTs, for {@link CrdtSpec#of}. */
public final class Crdts {

  /** Precision of a {@link HyperLogLog} unless told otherwise. */
  public static final int PRECISION = 14;

  /** Relative accuracy of a {@link DdSketch} unless told otherwise. */
  public static final double ACCURACY = 0.01;

  /** Capacity of a {@link TopK} unless told otherwise. */
  public static final int CAPACITY = 128;

  private Crdts() {}

  public static Kind<GCounter> gCounter() {
    return new Kind.GrowingCounter();
  }

  public static Kind<PnCounter> pnCounter() {
    return new Kind.Counter();
  }

  public static Kind<BoundedCounter> boundedCounter() {
    return new Kind.Bounded();
  }

  public static Kind<EnableWinsFlag> enableWinsFlag() {
    return new Kind.EnableWins();
  }

  public static Kind<DisableWinsFlag> disableWinsFlag() {
    return new Kind.DisableWins();
  }

  public static Kind<MaxRegister> maxRegister() {
    return new Kind.Maximum();
  }

  public static Kind<MinRegister> minRegister() {
    return new Kind.Minimum();
  }

  public static <V> Kind<LwwRegister<V>> lwwRegister(Class<V> type) {
    return new Kind.LastWriter<>(Elements.of(type));
  }

  public static <V> Kind<MvRegister<V>> mvRegister(Class<V> type) {
    return new Kind.MultiValue<>(Elements.of(type));
  }

  public static <V> Kind<FencedRegister<V>> fencedRegister(Class<V> type) {
    return new Kind.Fenced<>(Elements.of(type));
  }

  public static <E> Kind<GrowOnlySet<E>> growOnlySet(Class<E> type) {
    return new Kind.GrowOnly<>(Elements.of(type));
  }

  public static <E> Kind<AddWinsSet<E>> addWinsSet(Class<E> type) {
    return new Kind.AddWins<>(type, Optional.empty());
  }

  public static <E> Kind<RemoveWinsSet<E>> removeWinsSet(Class<E> type) {
    return new Kind.RemoveWins<>(Elements.of(type));
  }

  /** Values may be counters, flags, LWW and multi-value registers, removable sets and maps. */
  public static <K, C> Kind<ObservedRemoveMap<K, C>> observedRemoveMap(
      Class<K> keyType, Kind<C> values) {
    return new Kind.Nested<>(Elements.of(keyType), values);
  }

  public static <K, V> Kind<LwwMap<K, V>> lwwMap(Class<K> keyType, Class<V> valueType) {
    return new Kind.LastWriterMap<>(Elements.of(keyType), Elements.of(valueType));
  }

  public static <E> Kind<HyperLogLog<E>> hyperLogLog(Class<E> type) {
    return new Kind.Distinct<>(Elements.of(type), PRECISION);
  }

  public static Kind<DdSketch> ddSketch() {
    return new Kind.Percentiles(ACCURACY);
  }

  public static <E> Kind<TopK<E>> topK(Class<E> type) {
    return new Kind.Frequent<>(Elements.of(type), CAPACITY);
  }

  /**
   * The ready kind with a handle type such as {@code AddWinsSet<String>}, as injection points name
   * it; empty if there is none. Sketches have their default size.
   *
   * @param codec of the elements, or of the values of an {@link LwwMap}; empty to derive one
   * @throws DsmException.Rejected if a type argument is missing, or a map cannot hold its values
   */
  public static Optional<Kind<?>> withHandle(Type handle, Optional<ValueCodec<Object>> codec) {
    return HandleTypes.kind(handle, codec);
  }

  /** The types of keys, values and elements of a kind, which all need codecs; outer ones first. */
  public static List<Type> contents(Kind<?> kind) {
    return Contents.types(kind);
  }
}
