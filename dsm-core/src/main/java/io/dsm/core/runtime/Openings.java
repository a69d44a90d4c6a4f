// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.core.access.crdt.CrdtHandle;
import io.dsm.core.access.crdt.Tallies;
import io.dsm.core.access.register.RegisterHandle;
import io.dsm.core.codec.Codecs;
import io.dsm.core.command.Gate;
import io.dsm.core.engine.Replica;
import io.dsm.core.replication.Declaration;
import io.dsm.core.types.crdt.Catalogue;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.core.types.crdt.counter.PnCounters;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterState;
import io.dsm.core.watch.WatchHub;
import io.dsm.core.watch.WatchSource;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.CrdtSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Opens eventual collections: state, watchers and handle, made known to the engine. */
final class Openings {

  static final String REGISTER = "register";

  private final EventualTier tier;
  private final DurablePart durables;
  private final Gate gate;
  private final RegisterHandle.Site site;
  private final ChangeStreams streams;
  private final Optional<Tallies.Site> sums;

  Openings(EventualTier tier, DurablePart durables, Site site) {
    this.tier = tier;
    this.durables = durables;
    this.gate = site.gate();
    this.site = site.registers();
    this.streams = site.streams();
    this.sums = site.sums();
  }

  /**
   * What handles and watchers are given.
   *
   * @param sums empty if additions to counters must not be summed up
   */
  record Site(
      Gate gate,
      RegisterHandle.Site registers,
      ChangeStreams streams,
      Optional<Tallies.Site> sums) {}

  <V> Collections.Open<RegisterCollection<V>> registers(RegisterSpec<V> spec) {
    boolean durable = durables.admits(spec.address(), Optional.of(spec.durability()));
    RegisterState<V> state = new RegisterState<>(Codecs.forType(spec.valueType(), spec.codec()));
    WatchHub<RegisterCell<V>, V> hub =
        new WatchHub<>(streams.of(spec.address()), new RegisterSource<>(state));
    RegisterHandle<V> handle = new RegisterHandle<>(spec, state, hub, gate, site);
    Declaration declaration = new Declaration(spec.address(), spec.schemaId(), REGISTER);
    durables.open(new Replica.Registers<>(declaration, state, durable));
    return new Collections.Open<>(spec, handle, untyped(hub));
  }

  <C> Collections.Open<CrdtCollection<C>> crdts(CrdtSpec<C> spec) {
    return crdts(spec, Catalogue.definition(spec.kind()));
  }

  private <C, S> Collections.Open<CrdtCollection<C>> crdts(
      CrdtSpec<C> spec, CrdtDefinition<C, S> definition) {
    boolean durable = durables.admits(spec.address(), spec.durability());
    CrdtState<S> state = new CrdtState<>(definition);
    CrdtSource<C> source = new CrdtSource<>(state);
    WatchHub<String, C> hub = new WatchHub<>(streams.of(spec.address()), source);
    CrdtHandle<C, S> handle =
        new CrdtHandle<>(
            spec,
            new CrdtHandle.Content<>(definition, state, tallies(spec, definition, durable)),
            hub,
            tier.state()::known,
            gate);
    source.handle = handle;
    Declaration declaration = new Declaration(spec.address(), spec.schemaId(), definition.kind());
    durables.open(new Replica.Crdts<>(declaration, state, durable));
    return new Collections.Open<>(spec, handle, untyped(hub));
  }

  /** Sums for counters in memory: on disk each addition must be before it returns. */
  private @Nullable Tallies tallies(
      CrdtSpec<?> spec, CrdtDefinition<?, ?> definition, boolean durable) {
    if (durable || sums.isEmpty() || !(definition instanceof PnCounters)) {
      return null;
    }
    Tallies tallies = new Tallies(spec.address(), sums.get());
    tier.settleAtTheEnd(tallies);
    return tallies;
  }

  @SuppressWarnings("unchecked") // the engine passes what the replica of the collection holds
  private static WatchHub<Object, ?> untyped(WatchHub<?, ?> hub) {
    return (WatchHub<Object, ?>) hub;
  }

  private record RegisterSource<V>(RegisterState<V> state)
      implements WatchSource<RegisterCell<V>, V> {

    @Override
    public void snapshot(BiConsumer<String, RegisterCell<V>> present) {
      for (Iterator<Map.Entry<String, RegisterCell<V>>> cells = state.cells(); cells.hasNext(); ) {
        Map.Entry<String, RegisterCell<V>> entry = cells.next();
        if (entry.getValue().isPresent()) {
          present.accept(entry.getKey(), entry.getValue());
        }
      }
    }

    @Override
    public @Nullable V value(RegisterCell<V> cell) {
      return cell.value(state.codec());
    }

    @Override
    public int weight(RegisterCell<V> cell) {
      byte[] bytes = cell.bytes();
      return bytes == null ? 0 : bytes.length;
    }
  }

  /** Watchers of CRDTs see live handles, so all that travels is the key. */
  private static final class CrdtSource<C> implements WatchSource<String, C> {
    private final CrdtState<?> state;
    private volatile @Nullable CrdtCollection<C> handle;

    private CrdtSource(CrdtState<?> state) {
      this.state = state;
    }

    @Override
    public void snapshot(BiConsumer<String, String> present) {
      state.keys().forEach(key -> present.accept(key, key));
    }

    @Override
    public int weight(String key) {
      return key.length();
    }

    @Override
    public @Nullable C value(String key) {
      CrdtCollection<C> collection = handle;
      return collection == null ? null : collection.at(key);
    }
  }
}
