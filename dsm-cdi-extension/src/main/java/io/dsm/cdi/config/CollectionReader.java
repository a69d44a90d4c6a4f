// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.Durability;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Problem;
import io.dsm.cdi.model.ReflectedTypes;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.lease.LeaseMode;
import io.dsm.lease.LeaseSpec;
import io.dsm.shard.ShardSpec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings of one collection. */
final class CollectionReader {

  private final Settings settings;
  private final Surroundings surroundings;
  private final ValueCheck values;

  CollectionReader(Settings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.values = new ValueCheck(settings, surroundings);
  }

  /** The quoted form of a key, which every name allows. */
  static String key(String name, String option) {
    return Keys.COLLECTIONS + "\"" + name + "\"." + option;
  }

  /** The plan, or empty if there are problems, which are reported on the way. */
  Optional<CollectionPlan> read(Declaration declaration) {
    Optional<Type> type = loaded(declaration);
    Optional<Class<?>> codec = implementation(declaration, Keys.CODEC, ValueCodec.class);
    Optional<Class<?>> definition =
        implementation(declaration, Keys.DEFINITION, CrdtDefinition.class);
    Optional<CollectionAddress> address = address(declaration);
    Optional<LeaseSpec.Timing> timing = timing(declaration);
    Optional<LeaseMode> mode = mode(declaration);
    Optional<Boolean> fencedOnly = fencedOnly(declaration);
    Optional<ShardPlan> shards = shards(declaration);
    Optional<Optional<Durability>> durability = durability(declaration);
    if (type.isEmpty()
        || address.isEmpty()
        || timing.isEmpty()
        || mode.isEmpty()
        || fencedOnly.isEmpty()
        || shards.isEmpty()
        || durability.isEmpty()) {
      return Optional.empty();
    }
    CollectionPlan plan =
        new CollectionPlan(
            declaration,
            type.get(),
            address.get(),
            option(declaration, Keys.SCHEMA_ID)
                .map(Setting::value)
                .orElse(address.get().collectionId() + "/v1"),
            codec,
            definition,
            durability.get(),
            timing.get(),
            mode.get(),
            fencedOnly.get(),
            shards.get());
    return values.check(plan) ? Optional.of(plan) : Optional.empty();
  }

  private Optional<Setting> option(Declaration declaration, String option) {
    Optional<Setting> quoted = settings.find(key(declaration.name(), option));
    return declaration.name().contains(".")
        ? quoted
        : quoted.or(() -> settings.find(Keys.COLLECTIONS + declaration.name() + "." + option));
  }

  private Optional<Type> loaded(Declaration declaration) {
    try {
      return Optional.of(ReflectedTypes.load(declaration.value(), surroundings.loader()));
    } catch (ClassNotFoundException | LinkageError missing) {
      settings.report(
          new Problem(
              places(declaration),
              "class " + missing.getMessage() + " of " + declaration.shown() + " cannot be loaded",
              "the collection cannot be opened",
              "put the class into the deployment"));
      return Optional.empty();
    }
  }

  private Optional<Class<?>> implementation(
      Declaration declaration, String option, Class<?> expected) {
    return option(declaration, option)
        .flatMap(
            setting ->
                collection(
                    declaration,
                    setting,
                    name -> subclass(name, expected),
                    "name a class of the deployment that implements " + expected.getName()));
  }

  private Class<?> subclass(String name, Class<?> expected) {
    try {
      Class<?> found = Class.forName(name, false, surroundings.loader());
      if (expected.isAssignableFrom(found)) {
        return found;
      }
      throw new IllegalArgumentException(name + " is not a " + expected.getSimpleName());
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new IllegalArgumentException("class " + name + " cannot be loaded", missing);
    }
  }

  private Optional<CollectionAddress> address(Declaration declaration) {
    String tenant = text(declaration, Keys.COLLECTION_TENANT, Keys.TENANT_ID).orElse("shared");
    String application =
        text(declaration, Keys.COLLECTION_APPLICATION, Keys.APPLICATION_ID)
            .or(() -> settings.text(Keys.SERVICE_ID))
            .orElse("missing");
    String collection =
        option(declaration, Keys.COLLECTION_ID).map(Setting::value).orElse(declaration.name());
    try {
      return Optional.of(new CollectionAddress(tenant, application, collection));
    } catch (DsmException.Rejected wrong) {
      settings.report(
          new Problem(
              places(declaration),
              String.valueOf(wrong.getMessage()),
              declaration.shown() + " cannot be opened",
              "set legal names in "
                  + Keys.TENANT_ID
                  + ", "
                  + Keys.APPLICATION_ID
                  + " (default "
                  + Keys.SERVICE_ID
                  + ") or "
                  + key(declaration.name(), Keys.COLLECTION_ID)));
      return Optional.empty();
    }
  }

  private Optional<String> text(Declaration declaration, String option, String common) {
    return option(declaration, option).map(Setting::value).or(() -> settings.text(common));
  }

  private Optional<LeaseSpec.Timing> timing(Declaration declaration) {
    LeaseSpec.Timing standard = LeaseSpec.Timing.DEFAULT;
    Optional<Duration> term = duration(declaration, Keys.LEASE_TERM, standard.term());
    Optional<Duration> skew = duration(declaration, Keys.LEASE_RENEW_SKEW, standard.renewSkew());
    Optional<Duration> grace =
        duration(declaration, Keys.LEASE_EXPIRY_GRACE, standard.expiryGrace());
    if (term.isEmpty() || skew.isEmpty() || grace.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LeaseSpec.Timing(term.get(), skew.get(), grace.get()));
    } catch (DsmException.Rejected wrong) {
      settings.report(
          new Problem(
              timingShown(declaration) + ", used by " + places(declaration),
              String.valueOf(wrong.getMessage()),
              declaration.shown() + " cannot be opened",
              "keep term from 1s to 1h, renew-skew above zero and below term, and expiry-grace"
                  + " not negative"));
      return Optional.empty();
    }
  }

  private String timingShown(Declaration declaration) {
    String shown =
        Stream.of(Keys.LEASE_TERM, Keys.LEASE_RENEW_SKEW, Keys.LEASE_EXPIRY_GRACE)
            .flatMap(option -> option(declaration, option).stream())
            .map(Setting::shown)
            .collect(Collectors.joining(", "));
    return shown.isEmpty() ? key(declaration.name(), Keys.LEASE_TERM) : shown;
  }

  private Optional<Duration> duration(Declaration declaration, String option, Duration standard) {
    return parsed(declaration, option, Values::duration, Values.DURATIONS, standard);
  }

  /** Empty if it cannot be parsed, empty inside if it is absent. */
  private Optional<Optional<Durability>> durability(Declaration declaration) {
    Optional<Setting> found = option(declaration, Keys.DURABILITY);
    if (found.isPresent() && declaration.kind() == Kind.LEASE) {
      settings.report(
          new Problem(
              found.get().shown() + ", used by " + places(declaration),
              declaration.shown() + " is a lease collection, which is always durable",
              "the setting would have no effect",
              "remove it"));
    }
    return parsed(
        declaration,
        Keys.DURABILITY,
        text -> Optional.of(Durability.valueOf(text.toUpperCase(Locale.ROOT))),
        "write memory or local",
        Optional.empty());
  }

  private Optional<LeaseMode> mode(Declaration declaration) {
    return parsed(
        declaration,
        Keys.LEASE_MODE,
        text -> LeaseMode.valueOf(text.toUpperCase(Locale.ROOT)),
        "write autonomous or manual",
        LeaseMode.AUTONOMOUS);
  }

  private Optional<Boolean> fencedOnly(Declaration declaration) {
    return parsed(
        declaration, Keys.LEASE_FENCED_ONLY, Values::flag, "write true or false", Boolean.FALSE);
  }

  private Optional<ShardPlan> shards(Declaration declaration) {
    Optional<Integer> count =
        parsed(
            declaration,
            Keys.SHARDS_COUNT,
            ShardPlan::count,
            ShardPlan.COUNTS,
            ShardSpec.COUNT_DEFAULT);
    Optional<Duration> drainTimeout =
        parsed(
            declaration,
            Keys.SHARDS_DRAIN_TIMEOUT,
            ShardPlan::drainTimeout,
            ShardPlan.DRAIN_TIMEOUTS,
            ShardSpec.DRAIN_TIMEOUT_DEFAULT);
    return count.flatMap(shards -> drainTimeout.map(timeout -> new ShardPlan(shards, timeout)));
  }

  /** The default if absent; empty if it cannot be parsed. */
  private <T> Optional<T> parsed(
      Declaration declaration,
      String option,
      Function<String, T> parser,
      String allowed,
      T standard) {
    Optional<Setting> found = option(declaration, option);
    if (found.isEmpty()) {
      return Optional.of(standard);
    }
    if (!hasEffect(declaration.kind(), option)) {
      settings.report(
          new Problem(
              found.get().shown() + ", used by " + places(declaration),
              declaration.shown()
                  + (Keys.isShardsOnly(option) ? " has no shards" : " is not a lease collection"),
              "the setting would have no effect",
              "remove it"));
    }
    return collection(declaration, found.get(), parser, allowed);
  }

  /** Behind locks and shards are leases, which the runtime always renews. */
  private static boolean hasEffect(Kind kind, String option) {
    if (Keys.isShardsOnly(option)) {
      return kind == Kind.SHARDS;
    }
    return switch (kind) {
      case LEASE -> true;
      case LOCK, SHARDS -> !option.equals(Keys.LEASE_MODE);
      case REGISTER, CRDT, REF -> !Keys.isLeaseOnly(option);
    };
  }

  private <T> Optional<T> collection(
      Declaration declaration, Setting setting, Function<String, T> parser, String allowed) {
    try {
      return Optional.of(parser.apply(setting.value()));
    } catch (IllegalArgumentException wrong) {
      settings.report(
          new Problem(
              setting.shown() + ", used by " + places(declaration),
              String.valueOf(wrong.getMessage()),
              declaration.shown() + " cannot be opened",
              allowed));
      return Optional.empty();
    }
  }

  static String places(Declaration declaration) {
    return String.join(", ", declaration.places());
  }
}
