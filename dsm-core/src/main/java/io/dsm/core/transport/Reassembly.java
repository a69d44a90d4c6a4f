// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.cluster.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts fragments of all senders together. Frames of one sender are passed in one at a time. */
public final class Reassembly {

  private final Map<Lane, Fragments.Assembly> assemblies = new ConcurrentHashMap<>();

  /** The frame itself, or the whole one if it was the last fragment; null if more must come. */
  public byte @Nullable [] accept(Member sender, byte[] frame) {
    if (!Fragments.isFragment(frame)) {
      return frame;
    }
    return assemblies
        .computeIfAbsent(new Lane(sender, frame[2]), lane -> new Fragments.Assembly())
        .accept(frame);
  }

  /** Forgets what senders that are gone have left unfinished. */
  public void retain(Predicate<Member> visible) {
    assemblies.keySet().removeIf(lane -> !visible.test(lane.sender()));
  }

  private record Lane(Member sender, byte number) {}
}
