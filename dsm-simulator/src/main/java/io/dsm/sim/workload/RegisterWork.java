// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import io.dsm.register.RegisterEntry;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions;
import io.dsm.sim.invariant.AcknowledgedWrites;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes, temporary writes, removals and reads of registers. */
final class RegisterWork {

  private static final int LIFE_MILLIS_MAX = 3_000;

  private final World world;
  private final Marks marks;
  private final AcknowledgedWrites acknowledgements;
  private int values;

  RegisterWork(World world, Marks marks) {
    this.world = world;
    this.marks = marks;
    this.acknowledgements = new AcknowledgedWrites(world);
  }

  void act(Site site) {
    String key = world.pick(Specs.REGISTER_KEYS);
    Optional<RegisterEntry<String>> present = read(site, key);
    switch (world.random().nextInt(10)) {
      case 0, 1 -> remove(site, key, present);
      case 2 -> {
        Duration life = Duration.ofMillis(1 + world.random().nextInt(LIFE_MILLIS_MAX));
        String value = newValue();
        VersionVector before = site.known();
        written(site, key, value, site.registers().put(key, value, life), present, before, true);
      }
      case 3 -> putAcknowledged(site, key);
      case 4 -> {}
      case 5 -> contend(key);
      case 6 -> present.ifPresent(entry -> replace(site, entry));
      default -> {
        String value = newValue();
        VersionVector before = site.known();
        written(site, key, value, site.registers().put(key, value), present, before, false);
      }
    }
  }

  /** What is read was written by somebody: nothing is invented. */
  private Optional<RegisterEntry<String>> read(Site site, String key) {
    Optional<RegisterEntry<String>> present = site.registers().entry(key);
    present.ifPresent(
        entry ->
            world
                .verdict()
                .check(
                    world
                        .history()
                        .putOf(entry.version())
                        .filter(put -> put.key().equals(key) && put.value().equals(entry.value()))
                        .isPresent(),
                    "R2",
                    site.member() + " reads " + entry + " at " + key + ", which nobody wrote"));
    return present;
  }

  private void written(
      Site site,
      String key,
      String value,
      Version version,
      Optional<RegisterEntry<String>> read,
      VersionVector before,
      boolean temporary) {
    world
        .verdict()
        .check(
            read.isEmpty() || read.get().version().compareTo(version) < 0,
            "R3",
            site.member() + " wrote " + version + " after reading " + read);
    marks.stamped(site, version);
    marks.counts(site, before, "a write of " + key);
    marks.made(
        site,
        before,
        number -> new Operation.Put(key, site.member(), number, value, version, temporary));
  }

  /** The version comes with the acknowledgement or never, so it is read back from the replica. */
  private void putAcknowledged(Site site, String key) {
    String value = newValue();
    VersionVector before = site.known();
    var level = world.pick(List.of(WriteOptions.Acknowledgement.values()));
    var done = site.registers().put(key, value, WriteOptions.of(level, Duration.ofSeconds(2)));
    Version version = site.registers().entry(key).orElseThrow().version();
    written(site, key, value, version, Optional.empty(), before, false);
    List<Member> view = site.view();
    long number = site.known().of(site.member());
    var _ =
        done.whenComplete(
            (acknowledged, failure) -> {
              world.note(level + " " + (failure == null ? acknowledged : "not acknowledged"));
              if (failure == null) {
                acknowledgements.acknowledged(level, site.member(), number, view);
              }
            });
  }

  /** Everybody writes the same key at once. */
  private void contend(String key) {
    for (Site site : world.awake()) {
      String value = newValue();
      VersionVector before = site.known();
      written(site, key, value, site.registers().put(key, value), Optional.empty(), before, false);
    }
  }

  /** Writes over what was read, or over what was there long ago, which must be refused. */
  private void replace(Site site, RegisterEntry<String> present) {
    Optional<Version> old =
        world.history().of(present.key()).stream()
            .filter(Operation.Put.class::isInstance)
            .map(it -> ((Operation.Put) it).version())
            .filter(version -> !version.equals(present.version()))
            .findFirst();
    String value = newValue();
    VersionVector before = site.known();
    boolean late = old.isPresent() && world.chance(40);
    Optional<Version> done =
        site.registers().putIfNewer(present.key(), value, late ? old.get() : present.version());
    world
        .verdict()
        .check(
            done.isPresent() == !late,
            "R3",
            site.member() + " wrote " + done + " over " + present + ", expecting " + old);
    done.ifPresent(
        version ->
            written(site, present.key(), value, version, Optional.of(present), before, false));
  }

  private void remove(Site site, String key, Optional<RegisterEntry<String>> present) {
    VersionVector before = site.known();
    boolean removed = site.registers().remove(key);
    if (removed) {
      marks.counts(site, before, "the removal of " + key);
      marks.made(
          site,
          before,
          number ->
              new Operation.Removal(
                  key, site.member(), number, present.map(RegisterEntry::version)));
    }
  }

  private String newValue() {
    return "value-" + ++values;
  }
}
