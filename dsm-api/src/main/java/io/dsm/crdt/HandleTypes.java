// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtSpec.Elements;
import io.dsm.crdt.CrdtSpec.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which kind belongs to a handle type. */
final class HandleTypes {

  private static final Map<Type, Kind<?>> PLAIN =
      Map.of(
          GCounter.class, Crdts.gCounter(),
          PnCounter.class, Crdts.pnCounter(),
          BoundedCounter.class, Crdts.boundedCounter(),
          EnableWinsFlag.class, Crdts.enableWinsFlag(),
          DisableWinsFlag.class, Crdts.disableWinsFlag(),
          MaxRegister.class, Crdts.maxRegister(),
          MinRegister.class, Crdts.minRegister(),
          DdSketch.class, Crdts.ddSketch());

  private static final Map<Type, Function<Elements<Object>, Kind<?>>> OF_ELEMENTS =
      Map.of(
          LwwRegister.class, Kind.LastWriter::new,
          MvRegister.class, Kind.MultiValue::new,
          FencedRegister.class, Kind.Fenced::new,
          GrowOnlySet.class, Kind.GrowOnly::new,
          AddWinsSet.class, elements -> new Kind.AddWins<>(elements.type(), elements.codec()),
          RemoveWinsSet.class, Kind.RemoveWins::new,
          HyperLogLog.class, elements -> new Kind.Distinct<>(elements, Crdts.PRECISION),
          TopK.class, elements -> new Kind.Frequent<>(elements, Crdts.CAPACITY));

  private static final List<Type> MAPS = List.of(ObservedRemoveMap.class, LwwMap.class);

  private HandleTypes() {}

  static Optional<Kind<?>> kind(Type handle, Optional<ValueCodec<Object>> codec) {
    Kind<?> plain = PLAIN.get(handle);
    if (plain != null) {
      return Optional.of(plain);
    }
    if (OF_ELEMENTS.containsKey(handle) || MAPS.contains(handle)) {
      throw new DsmException.Rejected(
          ((Class<?>) handle).getSimpleName() + " is raw: it has no type argument");
    }
    return handle instanceof ParameterizedType generic
        ? ofGeneric(generic.getRawType(), generic.getActualTypeArguments(), codec)
        : Optional.empty();
  }

  private static Optional<Kind<?>> ofGeneric(
      Type raw, Type[] arguments, Optional<ValueCodec<Object>> codec) {
    Function<Elements<Object>, Kind<?>> ofElements = OF_ELEMENTS.get(raw);
    if (ofElements != null) {
      return Optional.of(ofElements.apply(new Elements<>(arguments[0], codec)));
    }
    if (raw.equals(LwwMap.class)) {
      return Optional.of(
          new Kind.LastWriterMap<>(derived(arguments[0]), new Elements<>(arguments[1], codec)));
    }
    if (raw.equals(ObservedRemoveMap.class)) {
      return Optional.of(new Kind.Nested<>(derived(arguments[0]), value(arguments[1], codec)));
    }
    return Optional.empty();
  }

  private static Kind<?> value(Type handle, Optional<ValueCodec<Object>> codec) {
    return kind(handle, codec)
        .orElseThrow(
            () ->
                new DsmException.Rejected(
                    handle.getTypeName() + " is no ready kind of CRDT, so no map can hold it"));
  }

  private static Elements<Object> derived(Type type) {
    return new Elements<>(type, Optional.empty());
  }
}
