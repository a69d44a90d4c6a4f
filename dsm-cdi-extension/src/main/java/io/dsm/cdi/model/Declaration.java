// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.List;

/**
 * A collection the application uses, merged from all places that name it.
 *
 * @param value type argument of its handle
 * @param observed whether any observer receives its changes
 * @param places bean classes and members that name it
 */
public record Declaration(
    Kind kind, String name, TypeName value, boolean observed, List<String> places) {

  public Declaration {
    places = List.copyOf(places);
  }

  /** {@code @DsmRegister("route-hints") RegisterCollection<RouteHint>}. */
  public String shown() {
    return kind.written(name) + " " + kind.handleShown(value);
  }

  /** Whether another declaration means the same collection in the same way. */
  boolean agreesWith(Usage usage) {
    return kind == usage.kind() && value.equals(usage.value());
  }
}
