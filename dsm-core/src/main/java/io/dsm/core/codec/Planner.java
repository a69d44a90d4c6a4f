// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan of one type, once, when its collection is opened. */
final class Planner {
  private final Map<Shape, Later> begun = new HashMap<>();
  private int depth;

  Part plan(Type type) {
    String path = type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    return plan(Shape.of(type, Map.of(), path), path);
  }

  private Part plan(Shape shape, String path) {
    Part scalar = Scalars.of(shape.raw());
    if (scalar != null) {
      return scalar;
    }
    Later known = begun.get(shape);
    if (known != null) {
      return known;
    }
    Later later = new Later();
    begun.put(shape, later);
    // Only a type that contains itself with ever larger arguments goes deeper than values may.
    if (++depth > Codecs.MAX_DEPTH) {
      throw rejected(shape, path, "is nested too deep", "flatten it or give a codec");
    }
    Part part = structure(shape, path);
    depth--;
    later.part = part;
    return part;
  }

  private Part structure(Shape shape, String path) {
    Class<?> raw = shape.raw();
    if (raw == Optional.class) {
      return new Containers.OfOptional(argument(shape, 0, path));
    } else if (raw == List.class) {
      return new Containers.OfList(argument(shape, 0, path));
    } else if (raw == Set.class) {
      return new Containers.OfSet(argument(shape, 0, path));
    } else if (raw == Map.class) {
      return new Containers.OfMap(argument(shape, 0, path), argument(shape, 1, path));
    } else if (raw.isArray()) {
      return ArrayPart.of(raw, plan(shape.arguments().getFirst(), path + "[]"));
    } else if (raw.isRecord()) {
      return record(shape, path);
    } else if (raw.isEnum()) {
      return new EnumPart(raw, path);
    } else if (raw.isSealed()) {
      return sealed(shape, path);
    }
    throw rejected(
        shape,
        path,
        "has no derived encoding (records, enums, sealed types of these, text, numbers, times,"
            + " UUID, URI, Optional, List, Set, Map and arrays have one)",
        "use one of these or give a codec");
  }

  private Part argument(Shape shape, int index, String path) {
    if (shape.arguments().size() <= index) {
      throw rejected(shape, path, "is used without its type argument", "declare the argument");
    }
    return plan(shape.arguments().get(index), path + "<" + index + ">");
  }

  private Part record(Shape shape, String path) {
    Map<TypeVariable<?>, Shape> bindings = shape.bindings();
    List<RecordPart.Component> components = new ArrayList<>();
    for (RecordComponent component : shape.raw().getRecordComponents()) {
      String at = path + "." + component.getName();
      Shape of = Shape.of(component.getGenericType(), bindings, at);
      components.add(
          new RecordPart.Component(
              component.getName(),
              plan(of, at),
              of.raw().isPrimitive(),
              Defaults.of(of.raw()),
              Handles.accessor(component, path)));
    }
    return new RecordPart(shape.raw(), components, Handles.constructor(shape.raw(), path));
  }

  private Part sealed(Shape shape, String path) {
    Map<String, Shape> leaves = new LinkedHashMap<>();
    collect(shape, path, leaves);
    Map<Class<?>, SealedPart.Leaf> parts = new HashMap<>();
    leaves.forEach(
        (name, leaf) ->
            parts.put(leaf.raw(), new SealedPart.Leaf(name, plan(leaf, path + "(" + name + ")"))));
    return new SealedPart(shape.raw(), parts);
  }

  private static void collect(Shape parent, String path, Map<String, Shape> leaves) {
    for (Class<?> child : permittedBy(parent.raw())) {
      Shape shape = parent.permitted(child, path);
      if (child.isRecord() || child.isEnum()) {
        Shape other = leaves.put(child.getSimpleName(), shape);
        if (other != null && other.raw() != child) {
          throw rejected(
              parent, path, "permits two types named " + child.getSimpleName(), "rename one");
        }
      } else if (child.isSealed()) {
        collect(shape, path, leaves);
      } else {
        throw rejected(
            parent,
            path,
            "permits " + child.getName() + ", which is neither a record nor an enum nor sealed",
            "make it a record or give a codec");
      }
    }
  }

  private static Class<?>[] permittedBy(Class<?> sealed) {
    Class<?> @Nullable [] permitted = sealed.getPermittedSubclasses();
    return permitted == null ? new Class<?>[0] : permitted;
  }

  static DsmException.Rejected rejected(Shape shape, String path, String what, String fix) {
    return new DsmException.Rejected(
        path + " of type " + shape + " " + what + "; the collection was not opened; " + fix);
  }

  /** Stands for a type inside its own plan. */
  private static final class Later implements Part {
    private @Nullable Part part;

    @Override
    public void write(ByteWriter out, Object value, int depth) {
      part().write(out, value, depth);
    }

    @Override
    public Object read(ByteReader in, int depth) {
      return part().read(in, depth);
    }

    private Part part() {
      Part planned = part;
      if (planned == null) {
        throw new AssertionError("a plan is used before it is complete");
      }
      return planned;
    }
  }
}
