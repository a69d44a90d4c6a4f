// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.build;

import io.dsm.cdi.model.TypeName;
import jakarta.enterprise.lang.model.types.Type;

/** Types of the language model by name. */
final class LanguageTypes {

  private LanguageTypes() {}

  static TypeName nameOf(Type type) {
    return switch (type.kind()) {
      case CLASS -> new TypeName.Plain(type.asClass().declaration().name());
      case PARAMETERIZED_TYPE ->
          new TypeName.Generic(
              type.asParameterizedType().declaration().name(),
              type.asParameterizedType().typeArguments().stream()
                  .map(LanguageTypes::nameOf)
                  .toList());
      case PRIMITIVE -> new TypeName.Plain(type.asPrimitive().name());
      case VOID -> new TypeName.Plain("void");
      case ARRAY -> new TypeName.ArrayOf(nameOf(type.asArray().componentType()));
      case TYPE_VARIABLE -> new TypeName.Open(type.asTypeVariable().name());
      case WILDCARD_TYPE -> new TypeName.Open("?");
    };
  }
}
