// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.set;

import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.Change;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.Keyed;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.core.types.crdt.flag.Presence;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.Dot;
import io.dsm.crdt.RemoveWinsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The set an application sees: each element is there or not by the rule. */
record CausalSet<E>(
    CausalCell<Keyed<DotMap<Boolean>>> cell, ElementCodec<E> codec, Presence presence)
    implements AddWinsSet<E>, RemoveWinsSet<E> {

  @Override
  public boolean add(E element) {
    Update update = new Update(presence, codec.element(element), true);
    cell.update(update);
    return !update.found;
  }

  @Override
  public boolean remove(E element) {
    Update update = new Update(presence, codec.element(element), false);
    cell.update(update);
    return update.found;
  }

  @Override
  public boolean contains(E element) {
    return presence.holds(cell.store().at(codec.element(element)));
  }

  @Override
  public Set<E> elements() {
    return codec.values(present());
  }

  @Override
  public int size() {
    return presence == Presence.ADD_WINS ? cell.store().size() : present().size();
  }

  private List<Element> present() {
    Keyed<DotMap<Boolean>> store = cell.store();
    List<Element> present = new ArrayList<>(store.size());
    store
        .entries()
        .forEach(
            (element, dots) -> {
              if (presence.holds(dots)) {
                present.add(element);
              }
            });
    return present;
  }

  /** Remembers what the run that counted has found; runs that are repeated overwrite it. */
  private static final class Update implements CausalCell.Step<Keyed<DotMap<Boolean>>> {
    private final Presence presence;
    private final Element element;
    private final boolean add;
    private boolean found;

    Update(Presence presence, Element element, boolean add) {
      this.presence = presence;
      this.element = element;
      this.add = add;
    }

    @Override
    public @Nullable Change<Keyed<DotMap<Boolean>>> change(
        Keyed<DotMap<Boolean>> current, Dot dot) {
      DotMap<Boolean> dots = current.at(element);
      found = presence.holds(dots);
      Change<DotMap<Boolean>> change =
          add ? presence.arrived(dots, dot) : presence.departed(dots, dot);
      if (change == null) {
        return null;
      }
      if (dots.isEmpty()) {
        ElementCodec.admit(current.weight(), element);
      }
      return new Change<>(current.only(element, change.part()), change.superseded(), false);
    }
  }
}
