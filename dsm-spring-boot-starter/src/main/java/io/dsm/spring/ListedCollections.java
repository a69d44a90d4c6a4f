// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Problem;
import io.dsm.cdi.model.Site;
import io.dsm.cdi.model.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * The list {@code dsm.collections} of an application.
 *
 * @param sites what it declares
 * @param options its settings, by the key the CDI configuration has for them
 * @param problems what cannot be understood
 */
record ListedCollections(List<Site> sites, Map<String, Option> options, List<Problem> problems) {

  static final String KEY = "dsm.collections";

  private static final String NAME = "name";
  private static final String KIND = "kind";
  private static final String TYPE = "type";

  private static final String NOT_STARTED = "the application cannot start";

  /**
   * A setting of a collection.
   *
   * @param written the key in the list, for people
   */
  record Option(String written, String value) {}

  static ListedCollections of(Environment environment) {
    Bindable<List<Map<String, String>>> list =
        Bindable.of(
            ResolvableType.forClassWithGenerics(
                List.class,
                ResolvableType.forClassWithGenerics(Map.class, String.class, String.class)));
    List<Map<String, String>> entries = Binder.get(environment).bind(KEY, list).orElseGet(List::of);
    ListedCollections listed =
        new ListedCollections(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (int i = 0; i < entries.size(); i++) {
      listed.add(KEY + "[" + i + "]", entries.get(i));
    }
    return listed;
  }

  private void add(String where, Map<String, String> entry) {
    Optional<String> name = required(where, entry, NAME, "such as route-hints");
    Optional<Kind> kind =
        required(where, entry, KIND, "register, lease, crdt, ref, lock or shards")
            .flatMap(it -> kind(where, it));
    boolean holdsNothing = kind.filter(known -> !known.isGeneric()).isPresent();
    Optional<TypeName> type =
        holdsNothing
            ? kind.map(known -> new TypeName.Plain(known.handle().getName()))
            : required(where, entry, TYPE, "the class of what it holds, such as com.acme.RouteHint")
                .flatMap(it -> type(where, it));
    if (name.isPresent() && kind.isPresent() && type.isPresent()) {
      TypeName handle =
          holdsNothing
              ? type.get()
              : new TypeName.Generic(kind.get().handle().getName(), List.of(type.get()));
      sites.add(new Site(kind.get(), name.get(), handle, false, where));
      entry.forEach((key, value) -> option(where, name.get(), key, value));
    }
  }

  private void option(String where, String name, String key, String value) {
    if (!List.of(NAME, KIND, TYPE).contains(key)) {
      options.put(KEY + ".\"" + name + "\"." + key, new Option(where + "." + key, value));
    }
  }

  private Optional<String> required(
      String where, Map<String, String> entry, String key, String example) {
    String value = entry.get(key);
    if (value == null || value.isBlank()) {
      problems.add(
          new Problem(
              where + "." + key,
              "the setting is missing",
              NOT_STARTED,
              "write " + key + ": " + example));
      return Optional.empty();
    }
    return Optional.of(value.trim());
  }

  private Optional<Kind> kind(String where, String written) {
    try {
      return Optional.of(Kind.valueOf(written.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      problems.add(
          new Problem(
              where + "." + KIND + " = '" + written + "'",
              "there is no such kind of collection",
              NOT_STARTED,
              "write register, lease, crdt, ref, lock or shards"));
      return Optional.empty();
    }
  }

  private Optional<TypeName> type(String where, String written) {
    try {
      return Optional.of(TypeNames.parse(written));
    } catch (IllegalArgumentException notType) {
      problems.add(
          new Problem(
              where + "." + TYPE + " = '" + written + "'",
              "this is not the name of a type",
              NOT_STARTED,
              "write the full name of a class, with its arguments if it has any, such as"
                  + " io.dsm.crdt.AddWinsSet<java.lang.String>"));
      return Optional.empty();
    }
  }
}
