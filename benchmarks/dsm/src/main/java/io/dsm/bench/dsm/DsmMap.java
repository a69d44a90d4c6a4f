// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import io.dsm.bench.system.SharedMap;
import io.dsm.register.RegisterCollection;
import io.dsm.register.WriteOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Registers, written with acknowledgement by this node. */
record DsmMap(RegisterCollection<String> registers) implements SharedMap {

  private static final WriteOptions MAJORITY =
      WriteOptions.of(WriteOptions.Acknowledgement.MAJORITY, Duration.ofSeconds(10));

  @Override
  public @Nullable String get(String key) {
    return registers.get(key).orElse(null);
  }

  @Override
  public void put(String key, String value) {
    registers.put(key, value);
  }

  /** The same registers, written with acknowledgement by a majority. */
  SharedMap acknowledged() {
    return new SharedMap() {
      @Override
      public @Nullable String get(String key) {
        return registers.get(key).orElse(null);
      }

      @Override
      public void put(String key, String value) throws Exception {
        registers.put(key, value, MAJORITY).toCompletableFuture().get(20, TimeUnit.SECONDS);
      }
    };
  }
}
