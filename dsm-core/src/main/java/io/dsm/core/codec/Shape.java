// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type with nothing left open: a class and the shapes of its type arguments, or of the component
 * if it is an array.
 */
record Shape(Class<?> raw, List<Shape> arguments) {

  /** Resolves a type; {@code bindings} says what type variables stand for. */
  static Shape of(Type type, Map<TypeVariable<?>, Shape> bindings, String path) {
    return switch (type) {
      case Class<?> c when c.isArray() ->
          new Shape(c, List.of(of(c.getComponentType(), bindings, path)));
      case Class<?> c -> new Shape(c, List.of());
      case ParameterizedType p -> new Shape((Class<?>) p.getRawType(), all(p, bindings, path));
      case GenericArrayType a -> {
        Shape component = of(a.getGenericComponentType(), bindings, path);
        yield new Shape(component.raw().arrayType(), List.of(component));
      }
      case WildcardType w when w.getLowerBounds().length > 0 ->
          of(w.getLowerBounds()[0], bindings, path);
      case WildcardType w -> of(w.getUpperBounds()[0], bindings, path);
      case TypeVariable<?> v when bindings.containsKey(v) -> bindings.get(v);
      default ->
          throw new DsmException.Rejected(
              path
                  + " is of type "
                  + type.getTypeName()
                  + ", which nothing makes concrete; the collection was not opened; declare the"
                  + " type with its arguments or give a codec");
    };
  }

  private static List<Shape> all(
      ParameterizedType type, Map<TypeVariable<?>, Shape> bindings, String path) {
    return Arrays.stream(type.getActualTypeArguments())
        .map(argument -> of(argument, bindings, path))
        .toList();
  }

  /** What the type variables of the class stand for here; nothing if it is used raw. */
  Map<TypeVariable<?>, Shape> bindings() {
    TypeVariable<?>[] variables = raw.getTypeParameters();
    Map<TypeVariable<?>, Shape> bindings = new HashMap<>();
    for (int i = 0; i < variables.length && i < arguments.size(); i++) {
      bindings.put(variables[i], arguments.get(i));
    }
    return bindings;
  }

  /** The shape of a permitted class, whose type variables follow from those of this class. */
  Shape permitted(Class<?> child, String path) {
    TypeVariable<?>[] variables = child.getTypeParameters();
    if (variables.length == 0) {
      return new Shape(child, List.of());
    }
    Map<TypeVariable<?>, Shape> known = new HashMap<>();
    List<Type> parents = new ArrayList<>(List.of(child.getGenericInterfaces()));
    if (child.getGenericSuperclass() != null) {
      parents.add(child.getGenericSuperclass());
    }
    for (Type parent : parents) {
      if (parent instanceof ParameterizedType p && p.getRawType() == raw) {
        Type[] passed = p.getActualTypeArguments();
        for (int i = 0; i < passed.length && i < arguments.size(); i++) {
          if (passed[i] instanceof TypeVariable<?> variable) {
            known.put(variable, arguments.get(i));
          }
        }
      }
    }
    return new Shape(child, Arrays.stream(variables).map(v -> of(v, known, path)).toList());
  }

  @Override
  public String toString() {
    return arguments.isEmpty() || raw.isArray()
        ? raw.getTypeName()
        : raw.getTypeName()
            + arguments.stream().map(Shape::toString).collect(Collectors.joining(", ", "<", ">"));
  }
}
