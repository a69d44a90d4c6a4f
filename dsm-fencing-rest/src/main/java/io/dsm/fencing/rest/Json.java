// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.rest;

/** Texts as JSON: names of resources may come from requests. */
final class Json {

  private Json() {}

  static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16).append('"');
    text.chars()
        .forEach(
            each -> {
              if (each == '"' || each == '\\') {
                json.append('\\').append((char) each);
              } else if (each < ' ' || each > '~') {
                json.append("\\u%04x".formatted(each));
              } else {
                json.append((char) each);
              }
            });
    return json.append('"').toString();
  }
}
