// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.DsmRuntime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An object of the application on every node of a simulated cluster, made anew for each life of the
 * node: what it held in fields is gone after a crash, as in a real process.
 *
 * <p>Made before the node starts, so its constructor opens the collections it needs. Not
 * thread-safe.
 *
 * @param <T> class of the application
 */
public final class Beans<T> {

  private final SimulatedCluster cluster;
  private final Function<DsmRuntime, ? extends T> factory;
  private final Map<String, T> beans = new TreeMap<>();

  Beans(SimulatedCluster cluster, Function<DsmRuntime, ? extends T> factory) {
    this.cluster = cluster;
    this.factory = factory;
  }

  void make(DsmRuntime node) {
    beans.put(node.self().node().toString(), factory.apply(node));
  }

  /**
   * The object of the present life of a node.
   *
   * @throws IllegalStateException if the node does not run
   */
  public T on(String node) {
    T bean = cluster.isUp(node) ? beans.get(node) : null;
    if (bean == null) {
      throw new IllegalStateException(
          "node " + node + " does not run, so nothing of the application does; start it first");
    }
    return bean;
  }
}
