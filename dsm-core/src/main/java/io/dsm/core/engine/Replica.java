// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.repair.Reconcilable;
import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.repair.digest.RangeDigest;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.History;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.core.types.crdt.counter.Retiring;
import io.dsm.core.types.register.MergeResult;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.core.types.register.RegisterState;
import io.dsm.register.Version;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The local replica of one collection. Its state may be read by any thread, wait-free. */
public sealed interface Replica extends Reconcilable {

  Declaration declaration();

  @Override
  Tag tag();

  /** Present keys. */
  long entries();

  /** Removed keys still remembered. */
  long tombstones();

  /** Whether what is applied here must survive the end of the process. */
  boolean durable();

  /** Writes that lost to a greater version. */
  AtomicLong discarded();

  /**
   * The whole content as operations: weakly consistent while the writer goes on, which is harmless
   * because applying an operation twice or late changes nothing.
   */
  Iterator<Operation> content();

  default CollectionAddress address() {
    return tag().address();
  }

  /** Registers. */
  record Registers<V>(
      Declaration declaration,
      Tag tag,
      RegisterState<V> state,
      boolean durable,
      AtomicLong discarded,
      RangeDigest digest)
      implements Replica {

    public Registers(Declaration declaration, RegisterState<V> state, boolean durable) {
      this(
          declaration,
          declaration.tag(),
          state,
          durable,
          new AtomicLong(),
          new RangeDigest(key -> share(key, state.cell(key))));
    }

    @Override
    public long entries() {
      return state.size();
    }

    @Override
    public long tombstones() {
      return state.tombstones();
    }

    @Override
    public boolean isOrdered() {
      return true;
    }

    @Override
    public @Nullable Version version(String key) {
      RegisterCell<V> cell = state.cell(key);
      return cell == null ? null : cell.version();
    }

    @Override
    public long share(String key) {
      return share(key, state.cell(key));
    }

    @Override
    public @Nullable Operation operation(String key) {
      RegisterCell<V> cell = state.cell(key);
      return cell == null ? null : new Operation.Write(tag, key, cell.record());
    }

    /** Merges a record, digest included. */
    public MergeResult<V> merge(String key, RegisterRecord record) {
      MergeResult<V> result = state.merge(key, record);
      if (result instanceof MergeResult.Won<V>(var current, var previous)) {
        if (previous == null) {
          digest.added(key, share(key, current));
        } else {
          digest.replaced(key, share(key, previous), share(key, current));
        }
      }
      return result;
    }

    /** Ends values whose time is over; returns their keys. The writes stay the same. */
    public List<String> expire(long wallMillis, int limit) {
      return state.expire(wallMillis, limit);
    }

    /** Forgets tombstones of before a horizon, digest and history included; returns how many. */
    public int collect(long horizonMillis, int limit, History history) {
      return state.collectTombstones(
          horizonMillis,
          limit,
          (key, cell) -> {
            digest.forgotten(key, share(key, cell));
            history.ended(tag, key, cell.version());
          });
    }

    private static long share(String key, @Nullable RegisterCell<?> cell) {
      return cell == null ? 0 : Hashes.of(key, cell.version());
    }

    @Override
    public Iterator<Operation> content() {
      Iterator<Map.Entry<String, RegisterCell<V>>> cells = state.cells();
      return mapped(
          cells, entry -> new Operation.Write(tag, entry.getKey(), entry.getValue().record()));
    }
  }

  /** CRDTs of one kind. */
  record Crdts<S>(
      Declaration declaration,
      Tag tag,
      CrdtState<S> state,
      boolean durable,
      AtomicLong discarded,
      CrdtDigest<S> shares)
      implements Replica {

    public Crdts(Declaration declaration, CrdtState<S> state, boolean durable) {
      this(
          declaration,
          declaration.tag(),
          state,
          durable,
          new AtomicLong(),
          new CrdtDigest<>(state));
    }

    @Override
    public long entries() {
      return state.size();
    }

    @Override
    public long tombstones() {
      return 0;
    }

    @Override
    public RangeDigest digest() {
      return shares.digest();
    }

    @Override
    public boolean isOrdered() {
      return false;
    }

    @Override
    public @Nullable Version version(String key) {
      return null;
    }

    @Override
    public long share(String key) {
      return shares.share(key);
    }

    @Override
    public @Nullable Operation operation(String key) {
      return state.keys().contains(key)
          ? new Operation.Join(tag, key, state.definition().encode(state.at(key)))
          : null;
    }

    /**
     * Names lives that are over as one, where the kind can.
     *
     * @return what has become of the key, null if there was nothing to do
     */
    @SuppressWarnings("unchecked") // the definition is of the kind of the states
    @Nullable Operation retire(String key, Predicate<Member> over) {
      if (!(state.definition() instanceof Retiring<?> retiring)) {
        return null;
      }
      S before = state.at(key);
      S after = ((Retiring<S>) retiring).retired(before, over);
      return after != before && join(key, after).changed() ? operation(key) : null;
    }

    /** Joins a delta, digest included. */
    public CrdtState.Joined<S> join(String key, S delta) {
      CrdtState.Joined<S> joined = state.join(key, delta);
      if (joined.changed()) {
        shares.touched(key);
      }
      return joined;
    }

    @Override
    public Iterator<Operation> content() {
      return mapped(
          state.entries(),
          entry ->
              new Operation.Join(tag, entry.getKey(), state.definition().encode(entry.getValue())));
    }
  }

  private static <T> Iterator<Operation> mapped(
      Iterator<T> source, java.util.function.Function<T, Operation> mapping) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public Operation next() {
        return mapping.apply(source.next());
      }
    };
  }
}
