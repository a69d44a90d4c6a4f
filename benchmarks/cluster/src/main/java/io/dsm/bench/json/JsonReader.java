// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Json} writes. Not thread-safe; used once. */
final class JsonReader {

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  Object whole() {
    Object value = value();
    blanks();
    if (at != text.length()) {
      throw wrong();
    }
    return value;
  }

  private Object value() {
    blanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    while (!ends('}')) {
      blanks();
      String key = string();
      blanks();
      expect(':');
      map.put(key, value());
    }
    return map;
  }

  private List<Object> array() {
    List<Object> list = new ArrayList<>();
    at++;
    while (!ends(']')) {
      list.add(value());
    }
    return list;
  }

  /** Passes a comma or the end. */
  private boolean ends(char close) {
    blanks();
    if (peek() == close) {
      at++;
      return true;
    }
    if (peek() == ',') {
      at++;
    }
    return false;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = text.charAt(at++);
        if (c == 'u') {
          c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
          at += 4;
        }
      }
      out.append(c);
    }
    at++;
    return out.toString();
  }

  private Object number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (from == at) {
      throw wrong();
    }
    return Double.valueOf(text.substring(from, at));
  }

  private Object word(String word, Object meaning) {
    if (!text.startsWith(word, at)) {
      throw wrong();
    }
    at += word.length();
    return meaning;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("not JSON at character " + at + ": " + text);
  }
}
