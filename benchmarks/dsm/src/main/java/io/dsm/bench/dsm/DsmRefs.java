// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import io.dsm.DsmRuntime;
import io.dsm.bench.system.SharedRefs;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import io.dsm.ref.RefSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** References, declared before the node starts. */
record DsmRefs(DsmRuntime runtime, Map<String, Ref<String>> declared) implements SharedRefs {

  private static final int COUNT = 64;

  static DsmRefs declaredIn(DsmRuntime runtime) {
    Map<String, Ref<String>> refs = new HashMap<>();
    for (int i = 0; i < COUNT; i++) {
      declare(runtime, refs, "ref-" + i);
    }
    declare(runtime, refs, "ref-watched");
    return new DsmRefs(runtime, Map.copyOf(refs));
  }

  private static void declare(DsmRuntime runtime, Map<String, Ref<String>> refs, String name) {
    refs.put(name, runtime.ref(RefSpec.of("bench", "bench", name, String.class)));
  }

  @Override
  public boolean isLeader() {
    return runtime
        .diagnostics()
        .consensus()
        .flatMap(it -> it.leader())
        .filter(runtime.self().node()::equals)
        .isPresent();
  }

  @Override
  public SharedRef at(String name) {
    Ref<String> ref = declared.get(name);
    if (ref == null) {
      throw new IllegalArgumentException("no reference " + name);
    }
    return new One(ref);
  }

  private record One(Ref<String> ref) implements SharedRef {

    @Override
    public void set(String value) {
      ref.set(value);
    }

    @Override
    public @Nullable String get() {
      return ref.get().orElse(null);
    }

    @Override
    public Optional<AutoCloseable> watch(Consumer<String> watcher) {
      return Optional.of(
          ref.watch(
                  change -> {
                    switch (change) {
                      case RefChange.Current<String>(var version, var value) ->
                          value.ifPresent(watcher);
                      case RefChange.Updated<String>(var version, var value) ->
                          watcher.accept(value);
                      case RefChange.Deleted<String> _, RefChange.Gap<String> _ -> {}
                    }
                  })
              ::close);
    }
  }
}
