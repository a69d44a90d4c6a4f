// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What observers saw, by observer. */
@ApplicationScoped
public class Observations {

  private final Map<String, List<Object>> seen = new ConcurrentHashMap<>();

  public void add(String observer, Object event) {
    seen.computeIfAbsent(observer, _ -> new CopyOnWriteArrayList<>()).add(event);
  }

  public List<Object> of(String observer) {
    return List.copyOf(seen.getOrDefault(observer, List.of()));
  }

  /** The ports observed for a key, in the order they were seen. */
  public List<Integer> portsOf(String key) {
    return of("port:" + key).stream().map(Integer.class::cast).toList();
  }
}
