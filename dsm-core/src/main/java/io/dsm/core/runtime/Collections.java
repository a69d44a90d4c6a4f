// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.watch.WatchHub;
import io.dsm.diagnostics.StreamDiagnostics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The open eventual collections of a node with their handles and watchers, by address. */
final class Collections {

  private final Map<CollectionAddress, Open<?>> open = new ConcurrentHashMap<>();

  /**
   * An open collection.
   *
   * @param spec what it was declared as
   * @param handle the one handle of all callers
   * @param hub its watchers; its writer passes cells of registers or keys of CRDTs
   */
  record Open<H>(Object spec, H handle, WatchHub<Object, ?> hub) {}

  /**
   * The open collection of that spec, opened now if it is not.
   *
   * @throws DsmException.Rejected if the address is open with another spec
   */
  @SuppressWarnings("unchecked") // equal specs have handles of one type
  <H> H open(CollectionAddress address, Object spec, Function<Object, Open<H>> opening) {
    Open<?> collection = open.computeIfAbsent(address, missing -> opening.apply(spec));
    if (!collection.spec().equals(spec)) {
      throw new DsmException.Rejected(
          "collection "
              + address
              + " is open as "
              + collection.spec()
              + " and cannot be opened as "
              + spec
              + "; it was not opened; declare it once, or alike everywhere");
    }
    return (H) collection.handle();
  }

  /** Whether an address is taken. */
  boolean contains(CollectionAddress address) {
    return open.containsKey(address);
  }

  /** The change stream of a collection. */
  StreamDiagnostics stream(CollectionAddress address) {
    Open<?> collection = open.get(address);
    return collection == null ? StreamDiagnostics.NONE : collection.hub().diagnostics();
  }

  void updated(CollectionAddress address, String key, Object content) {
    Open<?> collection = open.get(address);
    if (collection != null) {
      collection.hub().updated(key, content);
    }
  }

  void removed(CollectionAddress address, String key) {
    Open<?> collection = open.get(address);
    if (collection != null) {
      collection.hub().removed(key);
    }
  }

  /** Ends all watches. */
  void close() {
    open.values().forEach(collection -> collection.hub().close());
  }
}
