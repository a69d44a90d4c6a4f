// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java type by name, so that one model serves reflection, the language model of build-compatible
 * extensions, and text. Two equal names are the same type of one deployment.
 */
public sealed interface TypeName {

  /** The type as text that {@link TypeText#parse} reads, with binary class names. */
  String text();

  /** The type as people write it, with simple class names. */
  String shown();

  /**
   * A class or primitive without arguments.
   *
   * @param className binary name, or the keyword of a primitive
   */
  record Plain(String className) implements TypeName {
    @Override
    public String text() {
      return className;
    }

    @Override
    public String shown() {
      return simple(className);
    }
  }

  /** A generic class with arguments. */
  record Generic(String className, List<TypeName> arguments) implements TypeName {
    public Generic {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String text() {
      return className
          + arguments.stream().map(TypeName::text).collect(Collectors.joining(",", "<", ">"));
    }

    @Override
    public String shown() {
      return simple(className)
          + arguments.stream().map(TypeName::shown).collect(Collectors.joining(", ", "<", ">"));
    }
  }

  /** An array. */
  record ArrayOf(TypeName component) implements TypeName {
    @Override
    public String text() {
      return component.text() + "[]";
    }

    @Override
    public String shown() {
      return component.shown() + "[]";
    }
  }

  /** A wildcard or a type variable: nothing can be stored under it. */
  record Open(String written) implements TypeName {
    @Override
    public String text() {
      return "?" + written;
    }

    @Override
    public String shown() {
      return written;
    }
  }

  /** Whether no wildcard and no type variable occurs in it. */
  default boolean isClosed() {
    return switch (this) {
      case Plain _ -> true;
      case Generic generic -> generic.arguments().stream().allMatch(TypeName::isClosed);
      case ArrayOf array -> array.component().isClosed();
      case Open _ -> false;
    };
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }
}
