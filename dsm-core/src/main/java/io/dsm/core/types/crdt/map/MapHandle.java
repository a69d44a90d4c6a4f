// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.map;

import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.Change;
import io.dsm.core.types.crdt.causal.DotStore;
import io.dsm.core.types.crdt.causal.Keyed;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.Dot;
import io.dsm.crdt.ObservedRemoveMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The map an application sees. */
record MapHandle<K, C, S extends DotStore<S>>(
    CausalCell<Keyed<S>> cell, ElementCodec<K> codec, CausalKind<C, S> values)
    implements ObservedRemoveMap<K, C> {

  @Override
  public C at(K key) {
    return values.handle(new Entry<>(cell, codec.element(key)));
  }

  @Override
  public boolean remove(K key) {
    Removal<S> removal = new Removal<>(codec.element(key));
    cell.update(removal);
    return removal.found;
  }

  @Override
  public boolean contains(K key) {
    return cell.store().contains(codec.element(key));
  }

  @Override
  public Set<K> keys() {
    return codec.values(cell.store().entries().keys());
  }

  @Override
  public int size() {
    return cell.store().size();
  }

  /** Remembers what the run that counted has found. */
  private static final class Removal<S extends DotStore<S>> implements CausalCell.Step<Keyed<S>> {
    private final Element key;
    private boolean found;

    Removal(Element key) {
      this.key = key;
    }

    @Override
    public @Nullable Change<Keyed<S>> change(Keyed<S> current, Dot dot) {
      found = current.contains(key);
      if (!found) {
        return null;
      }
      List<Dot> superseded = new ArrayList<>();
      current.at(key).forEachDot(superseded::add);
      return new Change<>(current.none(), superseded, false);
    }
  }

  /** The value at one key. */
  private record Entry<S extends DotStore<S>>(CausalCell<Keyed<S>> map, Element key)
      implements CausalCell<S> {
    @Override
    public S store() {
      return map.store().at(key);
    }

    @Override
    public void update(Step<S> step) {
      map.update((current, dot) -> inMap(current, step.change(current.at(key), dot)));
    }

    @Override
    public void updateStamped(StampedStep<S> step) {
      map.updateStamped(
          (current, dot, stamp) -> inMap(current, step.change(current.at(key), dot, stamp)));
    }

    private @Nullable Change<Keyed<S>> inMap(Keyed<S> current, @Nullable Change<S> change) {
      if (change == null) {
        return null;
      }
      if (change.part().isEmpty()) {
        return new Change<>(current.none(), change.superseded(), false);
      }
      ElementCodec.admit((long) current.weight() + change.part().weight(), key);
      return new Change<>(current.only(key, change.part()), change.superseded(), false);
    }
  }
}
