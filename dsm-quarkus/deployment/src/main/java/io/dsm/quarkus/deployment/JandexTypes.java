// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.model.TypeName;
import org.jboss.jandex.Type;

/** Types of the Jandex index by name. */
final class JandexTypes {

  private JandexTypes() {}

  static TypeName nameOf(Type type) {
    return switch (type.kind()) {
      case CLASS, PRIMITIVE, VOID -> new TypeName.Plain(type.name().toString());
      case PARAMETERIZED_TYPE ->
          new TypeName.Generic(
              type.name().toString(),
              type.asParameterizedType().arguments().stream().map(JandexTypes::nameOf).toList());
      case ARRAY -> new TypeName.ArrayOf(nameOf(type.asArrayType().componentType()));
      case TYPE_VARIABLE -> new TypeName.Open(type.asTypeVariable().identifier());
      case UNRESOLVED_TYPE_VARIABLE ->
          new TypeName.Open(type.asUnresolvedTypeVariable().identifier());
      case TYPE_VARIABLE_REFERENCE ->
          new TypeName.Open(type.asTypeVariableReference().identifier());
      case WILDCARD_TYPE -> new TypeName.Open("?");
    };
  }
}
