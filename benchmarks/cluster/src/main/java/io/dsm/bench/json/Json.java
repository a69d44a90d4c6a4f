// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes and reads texts of maps, lists, strings, numbers, booleans and nothing else. */
public final class Json {

  private Json() {}

  /** One line of JSON. */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** Numbers come back as {@link Double}, objects as maps in their order. */
  public static Object read(String text) {
    return new JsonReader(text).whole();
  }

  /** Reads a text that must be an object. */
  @SuppressWarnings("unchecked") // keys of a JSON object are strings
  public static Map<String, Object> object(String text) {
    if (read(text) instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("not a JSON object: " + text);
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case String text -> quote(out, text);
      case Double number -> out.append(finite(number));
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case double[] numbers -> append(out, java.util.Arrays.stream(numbers).boxed().toList());
      case long[] numbers -> append(out, java.util.Arrays.stream(numbers).boxed().toList());
      case List<?> list -> list(out, list);
      case Map<?, ?> map -> map(out, map);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
    }
  }

  private static String finite(double number) {
    if (!Double.isFinite(number)) {
      return "-1";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void list(StringBuilder out, List<?> list) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      append(out, items.next());
      out.append(items.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private static void map(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(comma);
      quote(out, String.valueOf(entry.getKey()));
      out.append(':');
      append(out, entry.getValue());
      comma = ",";
    }
    out.append('}');
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
