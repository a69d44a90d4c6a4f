// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.core.repair.Fingerprint;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.core.types.register.MergeResult;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.core.types.register.RegisterState;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The local replica of one collection. Its state may be read by any thread, wait-free. */
public sealed interface Replica {

  Declaration declaration();

  Tag tag();

  /** Present keys. */
  long entries();

  /** Removed keys still remembered. */
  long tombstones();

  /** Whether what is applied here must survive the end of the process. */
  boolean durable();

  /** Writes that lost to a greater version. */
  AtomicLong discarded();

  /** Kept up to date by whoever changes the content. Engine only. */
  Fingerprint fingerprint();

  /** The number that stands for the content. Engine only. */
  long contentNumber();

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
      Fingerprint fingerprint)
      implements Replica {

    public Registers(Declaration declaration, RegisterState<V> state, boolean durable) {
      this(declaration, declaration.tag(), state, durable, new AtomicLong(), new Fingerprint());
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
    public long contentNumber() {
      return fingerprint.value(key -> new byte[0]);
    }

    /** Merges a record, fingerprint included. */
    public MergeResult<V> merge(String key, RegisterRecord record) {
      MergeResult<V> result = state.merge(key, record);
      if (result instanceof MergeResult.Won<V>(var current, var previous)) {
        fingerprint.replaced(key, previous, current);
      }
      return result;
    }

    /** Ends values whose time is over, fingerprint included; returns their keys. */
    public List<String> expire(long wallMillis, int limit) {
      List<String> ended = state.expire(wallMillis, limit);
      for (String key : ended) {
        RegisterCell<V> cell = state.cell(key);
        if (cell != null) {
          fingerprint.ended(key, cell);
        }
      }
      return ended;
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
      Fingerprint fingerprint)
      implements Replica {

    public Crdts(Declaration declaration, CrdtState<S> state, boolean durable) {
      this(declaration, declaration.tag(), state, durable, new AtomicLong(), new Fingerprint());
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
    public long contentNumber() {
      return fingerprint.value(key -> state.definition().encode(state.at(key)));
    }

    /** Joins a delta, fingerprint included. */
    public CrdtState.Joined<S> join(String key, S delta) {
      CrdtState.Joined<S> joined = state.join(key, delta);
      if (joined.changed()) {
        fingerprint.touched(key);
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
