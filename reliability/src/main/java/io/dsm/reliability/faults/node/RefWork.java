// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import io.dsm.DsmException;
import io.dsm.ref.Ref;
import io.dsm.ref.RefEntry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads and writes references; every written value is unique. Says {@code w?} before a write, then
 * {@code w!} with its version, {@code wx} if it did not happen, or nothing if that is unknown.
 */
final class RefWork extends Work {

  private final String life;
  private final List<Ref<String>> refs;
  private final AtomicLong numbers;

  RefWork(String life, List<Ref<String>> refs, AtomicLong numbers) {
    this.life = life;
    this.refs = refs;
    this.numbers = numbers;
  }

  @Override
  void once() throws InterruptedException {
    Ref<String> ref = refs.get(dice(refs.size()));
    try {
      switch (dice(4)) {
        case 0 -> set(ref);
        case 1 -> compareAndSet(ref);
        default -> read(ref);
      }
    } catch (DsmException.Unavailable | DsmException.Indeterminate e) {
      pause(20);
    }
    pause(2 + dice(15));
  }

  private RefEntry<String> read(Ref<String> ref) {
    String name = ref.address().collectionId();
    long begin = Speech.now();
    RefEntry<String> entry = ref.entry();
    long end = Speech.now();
    Speech.say(
        "r %s %d %d %d %s".formatted(name, begin, end, entry.version(), entry.value().orElse("-")));
    return entry;
  }

  private void set(Ref<String> ref) {
    String value = begin(ref);
    try {
      done(value, ref.set(value));
    } catch (DsmException.Unavailable | DsmException.Rejected e) {
      Speech.say("wx " + value);
    }
  }

  private void compareAndSet(Ref<String> ref) {
    long expected = read(ref).version();
    String value = begin(ref);
    try {
      if (ref.compareAndSet(expected, value)) {
        done(value, expected + 1);
      } else {
        Speech.say("wx " + value);
      }
    } catch (DsmException.Unavailable | DsmException.Rejected e) {
      Speech.say("wx " + value);
    }
  }

  private String begin(Ref<String> ref) {
    String value = life + "." + numbers.incrementAndGet();
    Speech.say("w? %s %s %d".formatted(value, ref.address().collectionId(), Speech.now()));
    return value;
  }

  private static void done(String value, long version) {
    Speech.say("w! %s %d %d".formatted(value, Speech.now(), version));
  }
}
