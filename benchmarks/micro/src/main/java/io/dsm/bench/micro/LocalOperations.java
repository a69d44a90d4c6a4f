// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.micro;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an application calls, on a node without peers, beside what the JDK offers. */
@State(Scope.Benchmark)
public class LocalOperations {

  private static final int ENTRIES = 10_000;
  private static final int ELEMENTS = 64;

  private final String[] keys = new String[ENTRIES];
  private final ConcurrentHashMap<String, String> plain = new ConcurrentHashMap<>();
  private final LongAdder adder = new LongAdder();
  private DsmRuntime runtime;
  private RegisterCollection<String> map;
  private PnCounter counter;
  private AddWinsSet<String> set;
  private Lease<String> lease;
  private int turn;

  /** One node, filled. */
  @Setup(Level.Trial)
  public void start() throws Exception {
    runtime = DsmRuntime.builder().clusterId("micro").serviceId("micro").build();
    map = runtime.register(RegisterSpec.of("micro", "micro", "map", String.class).build());
    counter = runtime.crdt(CrdtSpec.counters(address("counters"))).at("n");
    set = runtime.crdt(CrdtSpec.addWinsSets(address("sets"), String.class)).at("s");
    LeaseCollection<String> leases =
        runtime.lease(LeaseSpec.of("micro", "micro", "leases", String.class).build());
    runtime.start();
    String value = "v".repeat(200);
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = "key-" + i;
      map.put(keys[i], value);
      plain.put(keys[i], value + i);
    }
    AcquireResult<String> acquired = leases.acquire("k", "v").toCompletableFuture().get();
    if (!(acquired instanceof AcquireResult.Acquired<String>(Lease<String> held))) {
      throw new IllegalStateException("not acquired: " + acquired);
    }
    lease = held;
  }

  /** Ends the node. */
  @TearDown(Level.Trial)
  public void stop() {
    runtime.close();
  }

  /** Read of a register. */
  @Benchmark
  public int localRead() {
    return map.get(key()).map(String::length).orElse(0);
  }

  /** The limit of {@link #localRead}. */
  @Benchmark
  public int localReadLimit() {
    String value = plain.get(key());
    return value == null ? 0 : value.length();
  }

  /** Write of a register, acknowledged by this node. */
  @Benchmark
  public Object localPut() {
    return map.put(key(), "a value of some length, as they are");
  }

  /** Addition to a counter. */
  @Benchmark
  public void counterAdd() {
    counter.increment();
  }

  /** The limit of {@link #counterAdd}. */
  @Benchmark
  public void counterAddLimit() {
    adder.increment();
  }

  /** Reading a counter. */
  @Benchmark
  public long counterValue() {
    return counter.value();
  }

  /** Addition to a set of 64, of an element that is in it. */
  @Benchmark
  public boolean addToSet() {
    return set.add(keys[turn++ & (ELEMENTS - 1)]);
  }

  /** Whether a lease is held. */
  @Benchmark
  public boolean leaseCheck() {
    return lease.isValid();
  }

  /** The limit of {@link #leaseCheck}: one look at the clock. */
  @Benchmark
  public long leaseCheckLimit() {
    return System.nanoTime();
  }

  private String key() {
    int next = turn + 1;
    turn = next == ENTRIES ? 0 : next;
    return keys[turn];
  }

  private static CollectionAddress address(String collection) {
    return new CollectionAddress("micro", "micro", collection);
  }
}
