// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of a {@link TypeName}. Only text this module wrote itself is ever read. */
public final class TypeText {

  private final String text;
  private int position;

  private TypeText(String text) {
    this.text = text;
  }

  /** The type that {@link TypeName#text} wrote. */
  public static TypeName parse(String text) {
    TypeText reader = new TypeText(text);
    TypeName type = reader.type();
    if (reader.position != text.length()) {
      throw new IllegalArgumentException("not a type: " + text);
    }
    return type;
  }

  private TypeName type() {
    int begin = position;
    while (position < text.length() && "<>,[".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String name = text.substring(begin, position);
    TypeName type;
    if (name.startsWith("?")) {
      type = new TypeName.Open(name.substring(1));
    } else if (next('<')) {
      type = new TypeName.Generic(name, arguments());
    } else {
      type = new TypeName.Plain(name);
    }
    while (text.startsWith("[]", position)) {
      position += 2;
      type = new TypeName.ArrayOf(type);
    }
    return type;
  }

  private List<TypeName> arguments() {
    List<TypeName> arguments = new ArrayList<>();
    do {
      arguments.add(type());
    } while (next(','));
    if (!next('>')) {
      throw new IllegalArgumentException("not a type: " + text);
    }
    return arguments;
  }

  private boolean next(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }
}
