// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.model.TypeName;
import io.dsm.cdi.model.TypeText;
import java.util.List;

/** Types as people write them in YAML: the JDK's and DSM's own may be named without package. */
final class TypeNames {

  private static final List<String> IMPORTED =
      List.of("java.lang.", "java.util.", "java.time.", "io.dsm.crdt.");

  private TypeNames() {}

  static TypeName parse(String text) {
    return imported(TypeText.parse(text.replaceAll("\\s", "")));
  }

  private static TypeName imported(TypeName type) {
    return switch (type) {
      case TypeName.Plain plain -> new TypeName.Plain(fullName(plain.className()));
      case TypeName.Generic generic ->
          new TypeName.Generic(
              fullName(generic.className()),
              generic.arguments().stream().map(TypeNames::imported).toList());
      case TypeName.ArrayOf array -> new TypeName.ArrayOf(imported(array.component()));
      case TypeName.Open open -> open;
    };
  }

  private static String fullName(String name) {
    if (name.indexOf('.') >= 0) {
      return name;
    }
    return IMPORTED.stream()
        .map(start -> start + name)
        .filter(TypeNames::exists)
        .findFirst()
        .orElse(name);
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, TypeNames.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }
}
