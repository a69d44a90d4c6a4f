// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.TypeName;
import io.dsm.cdi.model.TypeText;
import io.dsm.lock.FencedLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The node of this deployment and its open collections, by name. Thread-safe. */
@ApplicationScoped
public class DeployedNode {

  private final Map<String, Opened> open = new ConcurrentHashMap<>();
  private volatile @Nullable Running running;
  private volatile String absence =
      "the DSM node has not started yet; it starts when the container fires Startup, with priority"
          + " 500; use the handle later, for instance in a Startup observer without priority";

  /** A collection and what it was opened as. */
  private record Opened(Declaration declaration, Object collection) {}

  /** A started node and, if undeclared collections are allowed, how to open one more. */
  private record Running(DsmRuntime runtime, @Nullable Function<Declaration, Object> opener) {}

  /** Adds a collection that was opened under its declaration. */
  public void add(Declaration declaration, Object collection) {
    open.put(declaration.name(), new Opened(declaration, collection));
  }

  /**
   * From now on handles work.
   *
   * @param opener opens undeclared collections; null if they are refused
   */
  public void began(DsmRuntime runtime, @Nullable Function<Declaration, Object> opener) {
    running = new Running(runtime, opener);
  }

  /** From now on handles that are not yet resolved answer {@code Unavailable} for that reason. */
  public void ended(String reason) {
    absence = reason;
    running = null;
    open.clear();
  }

  /** The node's runtime. */
  DsmRuntime runtime() {
    return running().runtime();
  }

  /**
   * The lock of that name.
   *
   * @throws DsmException.Rejected if nothing declares it
   */
  public FencedLock lock(String name) {
    return (FencedLock)
        collection(new Reference.Wanted(Kind.LOCK, name, TypeText.parse(String.class.getName())));
  }

  /** The collection a handle stands for. */
  Object collection(Reference.Wanted wanted) {
    Running now = running();
    Opened found = open.get(wanted.name());
    if (found == null) {
      found = openNow(wanted, now.opener());
    }
    TypeName type = wanted.type();
    Declaration declaration = found.declaration();
    if (declaration.kind() != wanted.kind()
        || (type != null && !type.equals(declaration.value()))) {
      throw new DsmException.Rejected(
          wanted.shown()
              + " was looked up, but the name is open as "
              + declaration.shown()
              + "; the lookup has no effect; use the type it is open as");
    }
    return found.collection();
  }

  private Opened openNow(Reference.Wanted wanted, @Nullable Function<Declaration, Object> opener) {
    if (opener == null) {
      throw new DsmException.Rejected(
          wanted.shown()
              + " was looked up, but no injection point or observer declares that name; it is not"
              + " open; inject it once, or allow lookups of undeclared collections with"
              + " dsm.dynamic-registration=true");
    }
    return open.computeIfAbsent(
        wanted.name(),
        _ -> {
          Declaration declaration = wanted.declaration();
          return new Opened(declaration, opener.apply(declaration));
        });
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new DsmException.Unavailable(absence);
    }
    return now;
  }
}
