// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns sites into usages, or says what is wrong with them. */
final class SiteReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private static final Set<String> WRAPPERS =
      Set.of("jakarta.enterprise.inject.Instance", "jakarta.inject.Provider");

  private final Consumer<Problem> problems;

  SiteReader(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /** The usage a site makes, or empty if it is wrong. */
  Optional<Usage> read(Site site) {
    boolean legalName = checkName(site);
    Optional<TypeName> value = valueOf(site);
    if (!legalName || value.isEmpty()) {
      return Optional.empty();
    }
    return value.map(
        type -> new Usage(site.kind(), site.name(), type, site.observes(), site.where()));
  }

  private boolean checkName(Site site) {
    if (NAME.matcher(site.name()).matches()) {
      return true;
    }
    problems.accept(
        new Problem(
            site.where(),
            "collection name '" + site.name() + "' is not legal",
            "no collection can be opened under it",
            "use 1 to 64 characters of a-z 0-9 . _ - beginning with a letter or digit, such as "
                + site.kind().written(legalised(site.name()))));
    return false;
  }

  private static String legalised(String name) {
    String legal =
        name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[^a-z0-9]+", "");
    return legal.isEmpty() ? "route-hints" : legal.substring(0, Math.min(64, legal.length()));
  }

  private Optional<TypeName> valueOf(Site site) {
    TypeName type = site.observes() ? site.type() : unwrapped(site.type());
    return switch (type) {
      case TypeName.Generic generic when isExpected(site, generic.className()) ->
          closed(site, generic.arguments().getFirst());
      case TypeName.Plain plain when isExpected(site, plain.className()) ->
          site.kind().isGeneric() ? raw(site) : Optional.of(Kind.plainValue());
      case TypeName other -> unexpected(site, other);
    };
  }

  private static TypeName unwrapped(TypeName type) {
    return type instanceof TypeName.Generic generic && WRAPPERS.contains(generic.className())
        ? generic.arguments().getFirst()
        : type;
  }

  private static boolean isExpected(Site site, String className) {
    return site.observes()
        ? site.kind().isEvent(className)
        : site.kind().handle().getName().equals(className);
  }

  private static Class<?> expected(Site site) {
    return site.observes() ? site.kind().event() : site.kind().handle();
  }

  private Optional<TypeName> closed(Site site, TypeName value) {
    if (value.isClosed()) {
      return Optional.of(value);
    }
    return wrong(
        site,
        "the type argument of " + site.type().shown() + " is a wildcard or a type variable",
        "the collection cannot be opened, because what it holds is unknown",
        "name a class or record: " + example(site));
  }

  private Optional<TypeName> raw(Site site) {
    return wrong(
        site,
        expected(site).getSimpleName() + " is raw: it has no type argument",
        "the collection cannot be opened, because what it holds is unknown",
        "add the type: " + example(site));
  }

  private Optional<TypeName> unexpected(Site site, TypeName type) {
    return wrong(
        site,
        site.kind().written(site.name())
            + " is on type "
            + type.shown()
            + (site.observes() ? ", which it never fires" : ", which it cannot inject"),
        site.observes() ? "the observer would never be called" : "nothing can be injected",
        "declare " + example(site) + ", or use the qualifier that belongs to the type");
  }

  private static String example(Site site) {
    String argument =
        switch (site.kind()) {
          case CRDT -> "<PnCounter>";
          case LOCK, SHARDS -> "";
          case REGISTER, LEASE, REF -> "<RouteHint>";
        };
    return site.kind().written(site.name()) + " " + expected(site).getSimpleName() + argument;
  }

  private Optional<TypeName> wrong(Site site, String what, String consequence, String fix) {
    problems.accept(new Problem(site.where(), what, consequence, fix));
    return Optional.empty();
  }
}
