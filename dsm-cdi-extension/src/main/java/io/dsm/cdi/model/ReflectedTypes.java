// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Between names of types and types as reflection has them. */
public final class ReflectedTypes {

  private static final Map<String, Class<?>> PRIMITIVES =
      Stream.of(
              boolean.class,
              byte.class,
              char.class,
              short.class,
              int.class,
              long.class,
              float.class,
              double.class)
          .collect(Collectors.toMap(Class::getName, Function.identity()));

  private ReflectedTypes() {}

  /** The name of a type. */
  public static TypeName nameOf(Type type) {
    return switch (type) {
      case Class<?> array when array.isArray() ->
          new TypeName.ArrayOf(nameOf(array.getComponentType()));
      case Class<?> plain -> new TypeName.Plain(plain.getName());
      case ParameterizedType generic ->
          new TypeName.Generic(
              generic.getRawType().getTypeName(),
              Arrays.stream(generic.getActualTypeArguments()).map(ReflectedTypes::nameOf).toList());
      case GenericArrayType array -> new TypeName.ArrayOf(nameOf(array.getGenericComponentType()));
      case TypeVariable<?> variable -> new TypeName.Open(variable.getName());
      case WildcardType _ -> new TypeName.Open("?");
      case Type other -> new TypeName.Open(other.getTypeName());
    };
  }

  /**
   * The type of a name, loaded by {@code loader} without initialising classes.
   *
   * @throws ClassNotFoundException if a class is missing
   */
  public static Type load(TypeName name, ClassLoader loader) throws ClassNotFoundException {
    return switch (name) {
      case TypeName.Plain plain -> loadClass(plain.className(), loader);
      case TypeName.ArrayOf array -> arrayOf(load(array.component(), loader));
      case TypeName.Generic generic -> {
        Type[] arguments = new Type[generic.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = load(generic.arguments().get(i), loader);
        }
        yield new GenericType(loadClass(generic.className(), loader), List.of(arguments));
      }
      case TypeName.Open open ->
          throw new IllegalArgumentException("type " + open.written() + " is not closed");
    };
  }

  /** A generic class with arguments, as reflection would have it. */
  public static ParameterizedType generic(Class<?> raw, Type... arguments) {
    return new GenericType(raw, List.of(arguments));
  }

  private static Class<?> loadClass(String name, ClassLoader loader) throws ClassNotFoundException {
    Class<?> primitive = PRIMITIVES.get(name);
    return primitive != null ? primitive : Class.forName(name, false, loader);
  }

  private static Type arrayOf(Type component) {
    return component instanceof Class<?> plain
        ? Array.newInstance(plain, 0).getClass()
        : new GenericArray(component);
  }

  /** Equal to the JDK's own, as the contract of {@link ParameterizedType} asks. */
  private record GenericType(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ParameterizedType that
          && raw.equals(that.getRawType())
          && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
      Type owner = getOwnerType();
      return Arrays.hashCode(getActualTypeArguments())
          ^ (owner == null ? 0 : owner.hashCode())
          ^ raw.hashCode();
    }

    @Override
    public String toString() {
      return nameOf(this).text();
    }
  }

  private record GenericArray(Type getGenericComponentType) implements GenericArrayType {}
}
