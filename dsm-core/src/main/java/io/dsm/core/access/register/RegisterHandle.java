// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.register;

import io.dsm.DsmException;
import io.dsm.core.command.Command;
import io.dsm.core.command.Gate;
import io.dsm.core.command.Keys;
import io.dsm.core.command.Outcome;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.core.types.register.RegisterState;
import io.dsm.core.watch.WatchHub;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterEntry;
import io.dsm.register.RegisterSpec;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions;
import io.dsm.spi.time.Clock;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The handle of one register collection. */
public final class RegisterHandle<V> implements RegisterCollection<V> {

  private final RegisterSpec<V> spec;
  private final RegisterState<V> state;
  private final WatchHub<?, V> hub;
  private final Gate gate;
  private final Site site;

  public RegisterHandle(
      RegisterSpec<V> spec, RegisterState<V> state, WatchHub<?, V> hub, Gate gate, Site site) {
    this.spec = spec;
    this.state = state;
    this.hub = hub;
    this.gate = gate;
    this.site = site;
  }

  /**
   * What handles share.
   *
   * @param callbacks completes stages
   * @param valueBytesMax largest encoded value
   */
  public record Site(Clock clock, Executor callbacks, int valueBytesMax) {}

  @Override
  public Version put(String key, V value) {
    return written(write(key, value, 0, Optional.empty(), Optional.empty()));
  }

  @Override
  public Version put(String key, V value, Duration timeToLive) {
    long millis = lifetimeMillis(timeToLive);
    return written(write(key, value, millis, Optional.empty(), Optional.empty()));
  }

  @Override
  public CompletionStage<Version> put(String key, V value, WriteOptions options) {
    long lifetime = options.timeToLive().map(this::lifetimeMillis).orElse(0L);
    long timeout = timeoutNanos(options.timeout());
    CompletableFuture<Version> stage = new CompletableFuture<>();
    Command.Awaited awaited =
        new Command.Awaited(
            options.acknowledgement(), timeout, outcome -> complete(stage, outcome));
    write(key, value, lifetime, Optional.empty(), Optional.of(awaited));
    return stage.minimalCompletionStage();
  }

  @Override
  public Optional<Version> putIfNewer(String key, V value, Version expected) {
    Objects.requireNonNull(expected, "expected");
    return switch (write(key, value, 0, Optional.of(expected), Optional.empty())) {
      case Outcome.Written(Version version) -> Optional.of(version);
      case Outcome.NotExpected _ -> Optional.empty();
      case Outcome other -> throw unexpected(other);
    };
  }

  @Override
  public Optional<V> get(String key) {
    gate.requireRunning("get");
    RegisterCell<V> cell = state.cell(key);
    if (cell == null) {
      // A key that is here was checked when it was written.
      Keys.check(spec.address(), key);
      return Optional.empty();
    }
    return isOver(cell) ? Optional.empty() : cell.read(state.codec());
  }

  @Override
  public Optional<RegisterEntry<V>> entry(String key) {
    admit("entry", key);
    RegisterCell<V> cell = state.cell(key);
    V value = cell == null ? null : present(cell);
    if (cell == null || value == null) {
      return Optional.empty();
    }
    Optional<Instant> expiresAt =
        cell.expiresAtMillis() == RegisterRecord.NEVER
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(cell.expiresAtMillis()));
    return Optional.of(new RegisterEntry<>(key, value, cell.version(), expiresAt));
  }

  @Override
  public Map<String, V> all() {
    gate.requireRunning("all() of " + spec.address());
    Map<String, V> all = new HashMap<>();
    for (Iterator<Map.Entry<String, RegisterCell<V>>> cells = state.cells(); cells.hasNext(); ) {
      Map.Entry<String, RegisterCell<V>> entry = cells.next();
      V value = present(entry.getValue());
      if (value != null) {
        all.put(entry.getKey(), value);
      }
    }
    return Map.copyOf(all);
  }

  @Override
  public boolean remove(String key) {
    admit("remove", key);
    return switch (gate.carryOut(new Command.Remove(spec.address(), key))) {
      case Outcome.Removed(boolean wasPresent) -> wasPresent;
      case Outcome other -> throw unexpected(other);
    };
  }

  @Override
  public int size() {
    gate.requireRunning("size() of " + spec.address());
    return state.size();
  }

  @Override
  public Subscription watch(Consumer<? super Change<V>> watcher) {
    Objects.requireNonNull(watcher, "watcher");
    gate.requireRunning("watch() of " + spec.address());
    return hub.subscribe(watcher);
  }

  @Override
  public Subscription watch(Position from, Consumer<? super Positioned<V>> watcher) {
    Objects.requireNonNull(watcher, "watcher");
    gate.requireRunning("watch() of " + spec.address());
    return hub.subscribe(from, watcher);
  }

  @Override
  public Flow.Publisher<Change<V>> changes() {
    gate.requireRunning("changes() of " + spec.address());
    return hub.changes();
  }

  @Override
  public Flow.Publisher<Positioned<V>> changes(Position from) {
    gate.requireRunning("changes() of " + spec.address());
    return hub.changes(from);
  }

  @Override
  public String toString() {
    return "registers " + spec.address();
  }

  private @Nullable V present(RegisterCell<V> cell) {
    return isOver(cell) ? null : cell.value(state.codec());
  }

  private boolean isOver(RegisterCell<V> cell) {
    return cell.expiresAtMillis() != RegisterRecord.NEVER
        && cell.expiresAtMillis() <= site.clock().wallMillis();
  }

  private void admit(String what, String key) {
    gate.requireRunning(what);
    Keys.check(spec.address(), key);
  }

  private Outcome write(
      String key,
      V value,
      long lifetimeMillis,
      Optional<Version> expected,
      Optional<Command.Awaited> awaited) {
    admit("put", key);
    byte[] encoded = encode(key, value);
    return gate.carryOut(
        new Command.Put(spec.address(), key, encoded, lifetimeMillis, expected, awaited));
  }

  private byte[] encode(String key, V value) {
    if (value == null) {
      throw refused(key, "the value is null; call remove() to remove the key");
    }
    byte[] encoded;
    try {
      encoded = state.codec().encode(value);
    } catch (DsmException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DsmException.Rejected(
          message(key, "the codec cannot encode the value: " + e.getMessage()), e);
    }
    if (encoded.length > site.valueBytesMax()) {
      throw refused(
          key,
          "the value takes "
              + encoded.length
              + " bytes, more than the "
              + site.valueBytesMax()
              + " of setting 'value.bytes-max'; keep large data elsewhere and a reference here");
    }
    return encoded;
  }

  private long lifetimeMillis(Duration timeToLive) {
    if (timeToLive.toMillis() < 1) {
      throw new DsmException.Rejected(
          "a time to live of "
              + timeToLive
              + " is below 1 ms; nothing was written to "
              + spec.address()
              + "; pass a positive duration, or none to keep the value");
    }
    return timeToLive.toMillis();
  }

  private long timeoutNanos(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new DsmException.Rejected(
          "a timeout of "
              + timeout
              + " is not positive; nothing was written to "
              + spec.address()
              + "; pass how long to wait for acknowledgements");
    }
    return timeout.compareTo(Duration.ofDays(365)) > 0
        ? Duration.ofDays(365).toNanos()
        : timeout.toNanos();
  }

  private void complete(CompletableFuture<Version> stage, Outcome outcome) {
    site.callbacks()
        .execute(
            () -> {
              switch (outcome) {
                case Outcome.Written(Version version) -> stage.complete(version);
                case Outcome.Failed(DsmException reason) -> stage.completeExceptionally(reason);
                case Outcome other -> stage.completeExceptionally(unexpected(other));
              }
            });
  }

  private static Version written(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Written(Version version) -> version;
      case Outcome other -> throw unexpected(other);
    };
  }

  private DsmException.Rejected refused(String key, String why) {
    return new DsmException.Rejected(message(key, why));
  }

  private String message(String key, String why) {
    return "key '" + key + "' of " + spec.address() + " was not written: " + why;
  }

  private static IllegalStateException unexpected(Outcome outcome) {
    return new IllegalStateException("an outcome of another command: " + outcome);
  }
}
