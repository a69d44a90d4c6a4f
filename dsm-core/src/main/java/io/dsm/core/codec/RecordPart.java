// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record: its length, then its components. The length is what lets records grow at their end.
 * Components that are no primitives have a byte before them that tells null.
 */
final class RecordPart implements Part {
  private final Class<?> type;
  private final Component[] components;
  private final MethodHandle constructor;

  RecordPart(Class<?> type, List<Component> components, MethodHandle constructor) {
    this.type = type;
    this.components = components.toArray(Component[]::new);
    this.constructor = constructor;
  }

  @Override
  public void write(ByteWriter out, Object value, int depth) {
    int inner = Depth.written(depth);
    int begin = out.beginLength();
    for (Component component : components) {
      component.write(out, read(component, value), inner);
    }
    out.endLength(begin);
  }

  @Override
  public Object read(ByteReader in, int depth) {
    int inner = Depth.read(depth);
    ByteReader own = in.readPart();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = own.remaining() == 0 ? components[i].absent() : components[i].read(own, inner);
    }
    return construct(values);
  }

  private @Nullable Object read(Component component, Object value) {
    try {
      return (Object) component.accessor().invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new DsmException.Rejected(
          type.getName() + "." + component.name() + " threw; the value was not written", e);
    }
  }

  private Object construct(@Nullable Object[] values) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new MalformedBytes("the constructor of " + type.getName() + " refuses the bytes", e);
    }
  }

  /**
   * One component.
   *
   * @param absent its value if the bytes end before it
   */
  record Component(
      String name, Part part, boolean primitive, @Nullable Object absent, MethodHandle accessor) {

    void write(ByteWriter out, @Nullable Object value, int depth) {
      if (!primitive) {
        out.writeBoolean(value != null);
      }
      if (value != null) {
        part.write(out, value, depth);
      }
    }

    @Nullable Object read(ByteReader in, int depth) {
      return primitive || in.readBoolean() ? part.read(in, depth) : null;
    }
  }
}
