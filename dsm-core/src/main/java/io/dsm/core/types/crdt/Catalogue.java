// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.Codecs;
import io.dsm.core.types.crdt.causal.Causal;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotStore;
import io.dsm.core.types.crdt.counter.BoundedCounters;
import io.dsm.core.types.crdt.counter.GCounters;
import io.dsm.core.types.crdt.counter.NestedGCounters;
import io.dsm.core.types.crdt.counter.NestedPnCounters;
import io.dsm.core.types.crdt.counter.PnCounters;
import io.dsm.core.types.crdt.flag.DisableWinsFlags;
import io.dsm.core.types.crdt.flag.EnableWinsFlags;
import io.dsm.core.types.crdt.map.LastWriterMaps;
import io.dsm.core.types.crdt.map.ObservedRemoveMaps;
import io.dsm.core.types.crdt.register.FencedRegisters;
import io.dsm.core.types.crdt.register.LastWriterRegisters;
import io.dsm.core.types.crdt.register.MaxRegisters;
import io.dsm.core.types.crdt.register.MinRegisters;
import io.dsm.core.types.crdt.register.MultiValueRegisters;
import io.dsm.core.types.crdt.set.AddWinsSets;
import io.dsm.core.types.crdt.set.GrowOnlySets;
import io.dsm.core.types.crdt.set.RemoveWinsSets;
import io.dsm.core.types.crdt.sketch.DdSketches;
import io.dsm.core.types.crdt.sketch.HyperLogLogs;
import io.dsm.core.types.crdt.sketch.TopKs;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.CrdtSpec.Elements;
import io.dsm.crdt.CrdtSpec.Kind;

/** The ready kinds of CRDTs: what is declared, and what carries it out. */
public final class Catalogue {

  private Catalogue() {}

  /**
   * The definition of a kind.
   *
   * @throws DsmException.Rejected if a parameter is out of range or an element has no codec
   */
  @SuppressWarnings("unchecked") // the kind fixes the handle type
  public static <C> CrdtDefinition<C, Object> definition(Kind<C> kind) {
    return (CrdtDefinition<C, Object>) ofAny(kind);
  }

  private static CrdtDefinition<?, ?> ofAny(Kind<?> kind) {
    return switch (kind) {
      case Kind.GrowingCounter _ -> new GCounters();
      case Kind.Counter _ -> new PnCounters();
      case Kind.Bounded _ -> new BoundedCounters();
      case Kind.Maximum _ -> new MaxRegisters();
      case Kind.Minimum _ -> new MinRegisters();
      case Kind.Fenced<?>(var values) -> new FencedRegisters<>(codec(values));
      case Kind.GrowOnly<?>(var elements) -> new GrowOnlySets<>(codec(elements));
      case Kind.Distinct<?>(var elements, int precision) ->
          new HyperLogLogs<>(codec(elements), precision);
      case Kind.Percentiles(double accuracy) -> new DdSketches(accuracy);
      case Kind.Frequent<?>(var elements, int capacity) -> new TopKs<>(codec(elements), capacity);
      case Kind.Defined<?, ?>(var definition) -> definition;
      case Kind.EnableWins _,
          Kind.DisableWins _,
          Kind.LastWriter<?> _,
          Kind.MultiValue<?> _,
          Kind.AddWins<?> _,
          Kind.RemoveWins<?> _,
          Kind.Nested<?, ?> _,
          Kind.LastWriterMap<?, ?> _ ->
          causal(nestable(kind));
    };
  }

  private static <C, S extends DotStore<S>> CrdtDefinition<C, ?> causal(CausalKind<C, S> kind) {
    return new Causal<>(kind);
  }

  /** Kinds whose updates can be taken away again, as the removal from a map does. */
  private static CausalKind<?, ?> nestable(Kind<?> kind) {
    return switch (kind) {
      case Kind.GrowingCounter _ -> new NestedGCounters();
      case Kind.Counter _ -> new NestedPnCounters();
      case Kind.EnableWins _ -> new EnableWinsFlags();
      case Kind.DisableWins _ -> new DisableWinsFlags();
      case Kind.LastWriter<?>(var values) -> new LastWriterRegisters<>(codec(values));
      case Kind.MultiValue<?>(var values) -> new MultiValueRegisters<>(codec(values));
      case Kind.AddWins<?> set -> addWins(set);
      case Kind.RemoveWins<?>(var elements) -> new RemoveWinsSets<>(codec(elements));
      case Kind.Nested<?, ?>(var keys, var values) -> map(codec(keys), nestable(values));
      case Kind.LastWriterMap<?, ?>(var keys, var values) ->
          new LastWriterMaps<>(codec(keys), codec(values));
      case Kind.Bounded _,
          Kind.Maximum _,
          Kind.Minimum _,
          Kind.Fenced<?> _,
          Kind.GrowOnly<?> _,
          Kind.Distinct<?> _,
          Kind.Percentiles _,
          Kind.Frequent<?> _,
          Kind.Defined<?, ?> _ ->
          throw new IllegalStateException("no map can be declared that holds " + kind);
    };
  }

  private static <E> CausalKind<?, ?> addWins(Kind.AddWins<E> set) {
    return new AddWinsSets<>(Codecs.forType(set.elementType(), set.codec()));
  }

  private static <K, C, S extends DotStore<S>> CausalKind<?, ?> map(
      ValueCodec<K> keys, CausalKind<C, S> values) {
    return new ObservedRemoveMaps<>(keys, values);
  }

  private static <E> ValueCodec<E> codec(Elements<E> elements) {
    return Codecs.forType(elements.type(), elements.codec());
  }
}
