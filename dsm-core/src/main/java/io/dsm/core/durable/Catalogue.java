// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.replication.Declaration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The collections the journal knows, by number and by address. Thread-safe. */
final class Catalogue {

  private final Map<Integer, Declaration> declarations = new ConcurrentHashMap<>();
  private final Map<CollectionAddress, Integer> numbers = new ConcurrentHashMap<>();

  /** Takes over a declaration found in the journal. */
  void found(ContentFormat.Declared declared) {
    declarations.put(declared.number(), declared.declaration());
    numbers.put(declared.declaration().address(), declared.number());
  }

  /** A number for a collection that has none. */
  ContentFormat.Declared add(Declaration declaration) {
    ContentFormat.Declared declared =
        new ContentFormat.Declared(declarations.size() + 1, declaration);
    found(declared);
    return declared;
  }

  /** The number of a collection; null if it has none. */
  @Nullable Integer number(CollectionAddress address) {
    return numbers.get(address);
  }

  /** What a number was declared as; null if it was not. */
  @Nullable Declaration declaration(int number) {
    return declarations.get(number);
  }

  Map<Integer, Declaration> all() {
    return declarations;
  }

  /**
   * Checks that a collection is opened as what the journal keeps of it.
   *
   * @throws DsmException.Rejected if it is not
   */
  void admit(Declaration now, String location) {
    Integer number = numbers.get(now.address());
    Declaration kept = number == null ? null : declarations.get(number);
    if (kept != null && !kept.equals(now)) {
      throw new DsmException.Rejected(
          "collection %s is kept in journal %s as '%s' with schema '%s' and cannot be opened as '%s' with schema '%s'; nothing was changed on disk. Open it as it was, or give the new schema another collection id and copy what is needed"
              .formatted(
                  now.address(),
                  location,
                  kept.kind(),
                  kept.schemaId(),
                  now.kind(),
                  now.schemaId()));
    }
  }
}
