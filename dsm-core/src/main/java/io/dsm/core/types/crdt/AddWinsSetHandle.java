// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.codec.ValueCodec;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.Dot;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The set an application sees. */
record AddWinsSetHandle<E>(CrdtCell<AddWinsSetState<E>> cell, ValueCodec<E> codec)
    implements AddWinsSet<E> {

  @Override
  public boolean add(E element) {
    Update<E> update = new Update<>(element(element), true);
    cell.update(update);
    return !update.found;
  }

  @Override
  public boolean remove(E element) {
    Element<E> encoded = element(element);
    Update<E> update = new Update<>(encoded, false);
    cell.update(update);
    return update.found;
  }

  @Override
  public boolean contains(E element) {
    return cell.state().contains(element(element));
  }

  /** Without elements the codec refuses. */
  @Override
  public Set<E> elements() {
    Set<E> values = new LinkedHashSet<>();
    for (Element<E> element : cell.state().elements()) {
      E value = element.value(codec);
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableSet(values);
  }

  @Override
  public int size() {
    return cell.state().elements().size();
  }

  private Element<E> element(E value) {
    return new Element<>(codec.encode(value));
  }

  /** Remembers what the run that counted has found; runs that are repeated overwrite it. */
  private static final class Update<E> implements CrdtCell.Mutation<AddWinsSetState<E>> {
    private final Element<E> element;
    private final boolean add;
    private boolean found;

    Update(Element<E> element, boolean add) {
      this.element = element;
      this.add = add;
    }

    @Override
    public AddWinsSetState<E> delta(AddWinsSetState<E> current, Dot dot) {
      found = current.contains(element);
      return add ? current.added(element, dot) : current.removed(element);
    }
  }
}
