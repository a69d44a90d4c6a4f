// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.CollectionAddress;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import io.dsm.core.types.ref.RefCommand.Expected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All references of a cluster. Deterministic. Not thread-safe; the replicated log calls it one
 * command at a time. A reference once written is remembered for ever, deleted or not, so that its
 * version never goes back; there are as many as applications declare.
 */
public final class RefState {

  /** 1 knew no tokens; everything else is as it was. */
  private static final int VERSION = 2;

  private static final Comparator<Map.Entry<CollectionAddress, Slot>> ORDER =
      Comparator.comparing(slot -> slot.getKey().toString());

  private final Map<CollectionAddress, Slot> slots = new HashMap<>();

  /**
   * @param fence the greatest token that has written it; zero if none has
   */
  private record Slot(String schema, RefCell cell, long fence) {}

  /** What applying a command came to, and what it changed. */
  public record Applied(RefOutcome outcome, Optional<RefChanged> change) {

    private static Applied nothing(RefOutcome outcome) {
      return new Applied(outcome, Optional.empty());
    }
  }

  public Applied apply(RefCommand command) {
    Slot slot = slots.get(command.ref());
    if (slot == null && slots.size() >= RefLimits.REFS) {
      return Applied.nothing(new RefOutcome.Full(RefLimits.REFS + " references"));
    }
    if (slot != null && !slot.schema().equals(command.schema())) {
      return Applied.nothing(new RefOutcome.OtherSchema(slot.schema()));
    }
    RefCell present = slot == null ? RefCell.NEVER_SET : slot.cell();
    long fence = slot == null ? 0 : slot.fence();
    if (command.expected() instanceof Expected.NotOvertaken(var token)) {
      if (token < fence) {
        return Applied.nothing(new RefOutcome.Overtaken(fence));
      }
      fence = token;
    }
    if (!holds(command.expected(), present)) {
      RefCell brief = present.brief();
      return Applied.nothing(new RefOutcome.Conflict(brief, brief.equals(present)));
    }
    RefCell next = present.next(command.value());
    slots.put(command.ref(), new Slot(command.schema(), next, fence));
    return new Applied(
        new RefOutcome.Written(next.version()), Optional.of(new RefChanged(command.ref(), next)));
  }

  private static boolean holds(Expected expected, RefCell present) {
    return switch (expected) {
      case Expected.Anything(), Expected.NotOvertaken(var _) -> true;
      case Expected.Nothing() -> present.value().isEmpty();
      case Expected.Something() -> present.value().isPresent();
      case Expected.Value(var value) -> present.value().equals(Optional.of(value));
      case Expected.Unchanged(var version) -> present.version() == version;
    };
  }

  public RefAnswer answer(RefQuery query) {
    return switch (query) {
      case RefQuery.Read(var ref, var schema) -> read(ref, schema);
      case RefQuery.Follow(var member, var known) -> newer(known);
    };
  }

  private RefAnswer read(CollectionAddress ref, String schema) {
    Slot slot = slots.get(ref);
    if (slot == null) {
      return new RefAnswer.Holds(RefCell.NEVER_SET);
    }
    return slot.schema().equals(schema)
        ? new RefAnswer.Holds(slot.cell())
        : new RefAnswer.OtherSchema(slot.schema());
  }

  private RefAnswer newer(List<RefQuery.Known> known) {
    List<RefChanged> changes = new ArrayList<>();
    int bytes = 0;
    for (RefQuery.Known one : known) {
      Slot slot = slots.get(one.ref());
      if (slot == null || slot.cell().version() <= one.version()) {
        continue;
      }
      bytes += slot.cell().value().map(RefBytes::size).orElse(0);
      if (!changes.isEmpty() && bytes > RefLimits.BATCH_BYTES) {
        return new RefAnswer.Newer(changes, true);
      }
      changes.add(new RefChanged(one.ref(), slot.cell()));
    }
    return new RefAnswer.Newer(changes, false);
  }

  /** The state as chunks. Equal states give equal chunks. */
  public List<byte[]> chunks() {
    List<byte[]> chunks = new ArrayList<>();
    ByteSink sink = new ByteSink().byteOf(VERSION);
    for (Map.Entry<CollectionAddress, Slot> entry :
        slots.entrySet().stream().sorted(ORDER).toList()) {
      if (sink.size() > RefLimits.BATCH_BYTES) {
        chunks.add(sink.toBytes());
        sink = new ByteSink().byteOf(VERSION);
      }
      sink.text(entry.getValue().schema());
      new RefChanged(entry.getKey(), entry.getValue().cell()).writeTo(sink);
      sink.longOf(entry.getValue().fence());
    }
    chunks.add(sink.toBytes());
    return chunks;
  }

  /** Raises {@link IllegalArgumentException} if the chunks are not those of references. */
  public static RefState of(List<byte[]> chunks) {
    return ByteSource.decoding(
        () -> {
          RefState state = new RefState();
          chunks.forEach(state::read);
          return state;
        });
  }

  private void read(byte[] chunk) {
    ByteSource source = new ByteSource(chunk);
    int version = source.byteOf();
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException("unknown version " + version + " of references");
    }
    while (source.hasMore()) {
      String schema = source.text(RefLimits.SCHEMA_BYTES);
      RefChanged ref = RefChanged.readFrom(source);
      long fence = version == 1 ? 0 : source.longOf();
      slots.put(ref.ref(), new Slot(schema, ref.cell(), fence));
    }
  }
}
