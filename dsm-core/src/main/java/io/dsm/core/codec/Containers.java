// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Optional, List, Set and Map. What is read is immutable; nothing inside may be null. */
final class Containers {
  // Room made for elements that are announced but not read yet: hostile bytes announce many.
  private static final int TRUSTED = 1024;
  private static final byte[] NOTHING = {};

  private Containers() {}

  static Object notNull(@Nullable Object element) {
    if (element == null) {
      throw new DsmException.Rejected(
          "a null inside a collection or array has no encoding; the value was not written; leave it"
              + " out or use Optional");
    }
    return element;
  }

  record OfOptional(Part element) implements Part {
    @Override
    public void write(ByteWriter out, Object value, int depth) {
      Optional<?> optional = (Optional<?>) value;
      out.writeBoolean(optional.isPresent());
      if (optional.isPresent()) {
        element.write(out, optional.get(), Depth.written(depth));
      }
    }

    @Override
    public Object read(ByteReader in, int depth) {
      return in.readBoolean() ? Optional.of(element.read(in, Depth.read(depth))) : Optional.empty();
    }
  }

  record OfList(Part element) implements Part {
    @Override
    public void write(ByteWriter out, Object value, int depth) {
      List<?> list = (List<?>) value;
      int inner = Depth.written(depth);
      out.writeVarInt(list.size());
      for (Object each : list) {
        element.write(out, notNull(each), inner);
      }
    }

    @Override
    public Object read(ByteReader in, int depth) {
      int count = in.readCount(1);
      int inner = Depth.read(depth);
      List<Object> list = new ArrayList<>(Math.min(count, TRUSTED));
      for (int i = 0; i < count; i++) {
        list.add(element.read(in, inner));
      }
      return Collections.unmodifiableList(list);
    }
  }

  record OfSet(Part element) implements Part {
    @Override
    public void write(ByteWriter out, Object value, int depth) {
      Set<?> set = (Set<?>) value;
      int inner = Depth.written(depth);
      ByteWriter scratch = new ByteWriter(64, Codecs.MAX_BYTES);
      List<Encoded> elements = new ArrayList<>(set.size());
      for (Object each : set) {
        element.write(scratch.reset(), notNull(each), inner);
        elements.add(new Encoded(scratch.toByteArray(), NOTHING));
      }
      writeSorted(out, elements);
    }

    @Override
    public Object read(ByteReader in, int depth) {
      int count = in.readCount(1);
      int inner = Depth.read(depth);
      Set<Object> set = LinkedHashSet.newLinkedHashSet(Math.min(count, TRUSTED));
      Order order = new Order(in);
      for (int i = 0; i < count; i++) {
        int begin = in.position();
        set.add(element.read(in, inner));
        order.next(begin);
      }
      return Collections.unmodifiableSet(set);
    }
  }

  record OfMap(Part key, Part element) implements Part {
    @Override
    public void write(ByteWriter out, Object value, int depth) {
      Map<?, ?> map = (Map<?, ?>) value;
      int inner = Depth.written(depth);
      ByteWriter scratch = new ByteWriter(64, Codecs.MAX_BYTES);
      List<Encoded> entries = new ArrayList<>(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        key.write(scratch.reset(), notNull(entry.getKey()), inner);
        byte[] encodedKey = scratch.toByteArray();
        element.write(scratch.reset(), notNull(entry.getValue()), inner);
        entries.add(new Encoded(encodedKey, scratch.toByteArray()));
      }
      writeSorted(out, entries);
    }

    @Override
    public Object read(ByteReader in, int depth) {
      int count = in.readCount(2);
      int inner = Depth.read(depth);
      Map<Object, Object> map = LinkedHashMap.newLinkedHashMap(Math.min(count, TRUSTED));
      Order order = new Order(in);
      for (int i = 0; i < count; i++) {
        int begin = in.position();
        Object readKey = key.read(in, inner);
        order.next(begin);
        map.put(readKey, element.read(in, inner));
      }
      return Collections.unmodifiableMap(map);
    }
  }

  private record Encoded(byte[] key, byte[] value) implements Comparable<Encoded> {
    @Override
    public int compareTo(Encoded other) {
      return Arrays.compareUnsigned(key, other.key);
    }
  }

  private static void writeSorted(ByteWriter out, List<Encoded> entries) {
    Collections.sort(entries);
    out.writeVarInt(entries.size());
    Encoded previous = null;
    for (Encoded entry : entries) {
      if (previous != null && previous.compareTo(entry) == 0) {
        throw new DsmException.Rejected(
            "two elements of a set or keys of a map differ but have one encoding; the value was"
                + " not written; give a codec");
      }
      out.writeRaw(entry.key()).writeRaw(entry.value());
      previous = entry;
    }
  }

  /** Refuses encoded keys that are not in strictly ascending order: there is only one encoding. */
  private static final class Order {
    private final ByteReader in;
    private int previousBegin;
    private int previousEnd = -1;

    Order(ByteReader in) {
      this.in = in;
    }

    void next(int begin) {
      int end = in.position();
      if (previousEnd >= 0 && in.compare(previousBegin, previousEnd, begin, end) >= 0) {
        throw new MalformedBytes("a set or map out of order at byte " + begin);
      }
      previousBegin = begin;
      previousEnd = end;
    }
  }
}
