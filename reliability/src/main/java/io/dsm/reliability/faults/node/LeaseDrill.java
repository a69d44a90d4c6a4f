// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lease operations one at a time, as the rig orders them: {@code seek COLLECTION KEY} acquires,
 * asking until it gets it; {@code cede COLLECTION KEY NODE} transfers; {@code await COLLECTION KEY}
 * waits until the lease is held here. Each says {@code has COLLECTION/KEY TIME TOKEN} in the end.
 * {@code free} releases, and {@code check} says whether what was held is still valid.
 */
final class LeaseDrill {

  private final String name;
  private final Map<String, LeaseCollection<String>> collections;
  private final Map<String, Lease<String>> held = new ConcurrentHashMap<>();

  LeaseDrill(
      String name,
      LeaseCollection<String> shortLeases,
      LeaseCollection<String> longLeases,
      LeaseCollection<String> defaultLeases,
      LeaseCollection<String> fencedLeases) {
    this.name = name;
    this.collections =
        Map.of(
            "short", shortLeases,
            "long", longLeases,
            "default", defaultLeases,
            "fenced", fencedLeases);
  }

  void obey(String[] words) {
    LeaseCollection<String> leases = collections.get(words.length > 2 ? words[1] : "");
    if (leases == null) {
      Speech.say("what? " + String.join(" ", words));
      return;
    }
    switch (words[0]) {
      case "seek" -> background(() -> seek(leases, words[1], words[2]));
      case "await" -> background(() -> await(leases, words[1], words[2]));
      case "cede" -> background(() -> cede(leases, words));
      case "free" -> {
        Lease<String> lease = held.remove(words[1] + "/" + words[2]);
        if (lease != null) {
          lease.token().ifPresent(token -> leases.release(words[2], token));
        }
      }
      case "check" -> {
        Lease<String> lease = held.get(words[1] + "/" + words[2]);
        String state = lease != null && lease.token().isPresent() ? "valid" : "ended";
        Speech.say("checked " + words[1] + "/" + words[2] + " " + state);
      }
      default -> Speech.say("what? " + String.join(" ", words));
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static void background(Step step) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                step.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void seek(LeaseCollection<String> leases, String collection, String key)
      throws InterruptedException {
    while (true) {
      try {
        AcquireResult<String> result =
            leases.acquire(key, name).toCompletableFuture().get(5, TimeUnit.SECONDS);
        if (result instanceof AcquireResult.Acquired<String>(Lease<String> lease)
            && has(lease, collection + "/" + key)) {
          return;
        }
      } catch (ExecutionException | TimeoutException | DsmException e) {
        // Asked again until the rig has what it waits for.
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void await(LeaseCollection<String> leases, String collection, String key)
      throws InterruptedException {
    while (leases.held(key).isEmpty() || !has(leases.held(key).get(), collection + "/" + key)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private void cede(LeaseCollection<String> leases, String[] words) throws InterruptedException {
    Lease<String> lease = held.remove(words[1] + "/" + words[2]);
    if (lease == null || lease.token().isEmpty()) {
      Speech.say("lost " + words[1] + "/" + words[2]);
      return;
    }
    NodeId target = NodeId.of(words[3]);
    // Told afterwards: what it takes to say it is no part of the transfer.
    long began = Speech.now();
    CompletableFuture<?> transfer =
        leases.transfer(words[2], lease.token().get(), target).toCompletableFuture();
    Speech.say("ceding %s/%s %d".formatted(words[1], words[2], began));
    try {
      Object result = transfer.get(10, TimeUnit.SECONDS);
      Speech.say("ceded %s/%s %s".formatted(words[1], words[2], result));
    } catch (ExecutionException | TimeoutException e) {
      Speech.say("ceded %s/%s %s".formatted(words[1], words[2], e));
    }
  }

  private boolean has(Lease<String> lease, String full) {
    long now = Speech.now();
    return lease
        .token()
        .map(
            token -> {
              held.put(full, lease);
              Speech.say("has %s %d %d".formatted(full, now, token.value()));
              return true;
            })
        .orElse(false);
  }
}
