// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import java.util.List;

/** Every ready kind with its specification. */
final class Specifications {
  private Specifications() {}

  static List<Specification<?, ?>> all() {
    return List.of(
        new CounterSpecs.Growing(),
        new CounterSpecs.UpAndDown(),
        new CounterSpecs.Bounded(),
        new RegisterSpecs.EnableWins(),
        new RegisterSpecs.DisableWins(),
        new RegisterSpecs.LastWriter(),
        new RegisterSpecs.MultiValue(),
        new RegisterSpecs.Maximum(),
        new RegisterSpecs.Minimum(),
        new RegisterSpecs.Fenced(),
        new SetSpecs.GrowOnly(),
        new SetSpecs.AddWins(),
        new SetSpecs.RemoveWins(),
        new MapSpecs.OfCounters(),
        new MapSpecs.OfAddWinsSets(),
        new MapSpecs.OfRemoveWinsSets(),
        new MapSpecs.OfFlags(),
        new MapSpecs.OfMultiValueRegisters(),
        new MapSpecs.OfMaps(),
        new MapSpecs.LastWriter(),
        new SketchSpecs.Distinct(),
        new SketchSpecs.Percentiles(),
        new SketchSpecs.Frequent());
  }
}
