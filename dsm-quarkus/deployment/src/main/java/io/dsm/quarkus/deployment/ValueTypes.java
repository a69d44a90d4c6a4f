// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.ReflectedTypes;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the classes that values consist of, however deep. */
final class ValueTypes {

  private final Set<String> found = new TreeSet<>();

  private ValueTypes() {}

  /** Names of all classes, but the JDK's, in what the declarations hold. */
  static Set<String> of(List<Declaration> declarations, ClassLoader loader) {
    ValueTypes types = new ValueTypes();
    for (Declaration declaration : declarations) {
      try {
        types.visit(ReflectedTypes.load(declaration.value(), loader));
      } catch (ClassNotFoundException | LinkageError generated) {
        // Made by another extension, which knows best what it needs.
      }
    }
    return types.found;
  }

  private void visit(Type type) {
    switch (type) {
      case Class<?> array when array.isArray() -> visit(array.getComponentType());
      case Class<?> plain -> visitClass(plain);
      case ParameterizedType generic -> {
        visit(generic.getRawType());
        List.of(generic.getActualTypeArguments()).forEach(this::visit);
      }
      case GenericArrayType array -> visit(array.getGenericComponentType());
      case Type _ -> {}
    }
  }

  private void visitClass(Class<?> type) {
    if (type.isPrimitive() || type.getName().startsWith("java.") || !found.add(type.getName())) {
      return;
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        visit(component.getGenericType());
      }
    }
    if (type.isSealed()) {
      List.of(type.getPermittedSubclasses()).forEach(this::visit);
    }
  }
}
