// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.DsmException;
import io.dsm.crdt.CrdtSpec.Kind;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/** What kinds contain, and which a map may. */
final class Contents {

  private Contents() {}

  static List<Type> types(Kind<?> kind) {
    return switch (kind) {
      case Kind.GrowingCounter _,
          Kind.Counter _,
          Kind.Bounded _,
          Kind.EnableWins _,
          Kind.DisableWins _,
          Kind.Maximum _,
          Kind.Minimum _,
          Kind.Percentiles _,
          Kind.Defined<?, ?> _ ->
          List.of();
      case Kind.LastWriter<?>(var values) -> List.of(values.type());
      case Kind.MultiValue<?>(var values) -> List.of(values.type());
      case Kind.Fenced<?>(var values) -> List.of(values.type());
      case Kind.GrowOnly<?>(var elements) -> List.of(elements.type());
      case Kind.AddWins<?> set -> List.of(set.elementType());
      case Kind.RemoveWins<?>(var elements) -> List.of(elements.type());
      case Kind.Nested<?, ?>(var keys, var values) ->
          Stream.concat(Stream.of(keys.type()), types(values).stream()).toList();
      case Kind.LastWriterMap<?, ?>(var keys, var values) -> List.of(keys.type(), values.type());
      case Kind.Distinct<?>(var elements, _) -> List.of(elements.type());
      case Kind.Frequent<?>(var elements, _) -> List.of(elements.type());
    };
  }

  static void requireNestable(Kind<?> kind) {
    boolean nestable =
        switch (kind) {
          case Kind.GrowingCounter _,
              Kind.Counter _,
              Kind.EnableWins _,
              Kind.DisableWins _,
              Kind.LastWriter<?> _,
              Kind.MultiValue<?> _,
              Kind.AddWins<?> _,
              Kind.RemoveWins<?> _,
              Kind.Nested<?, ?> _,
              Kind.LastWriterMap<?, ?> _ ->
              true;
          case Kind.Bounded _,
              Kind.Maximum _,
              Kind.Minimum _,
              Kind.Fenced<?> _,
              Kind.GrowOnly<?> _,
              Kind.Distinct<?> _,
              Kind.Percentiles _,
              Kind.Frequent<?> _,
              Kind.Defined<?, ?> _ ->
              false;
        };
    if (!nestable) {
      throw new DsmException.Rejected(
          "a map cannot hold "
              + kind
              + ", whose updates cannot be taken away again; it was not declared; use counters,"
              + " flags, LWW or multi-value registers, add-wins or remove-wins sets, or maps");
    }
  }
}
