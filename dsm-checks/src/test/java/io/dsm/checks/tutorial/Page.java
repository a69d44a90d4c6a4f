// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the tutorial says to do.
 *
 * @param files text by path, each announced by its path in a paragraph of its own
 * @param commands blocks without a language, in order
 * @param promise the text in which the page says what the second node shows
 */
record Page(Map<String, String> files, List<String> commands, String promise) {

  private static final Pattern FILE =
      Pattern.compile("^`([^`\n]+)`:\n\n```\\w+\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern COMMANDS =
      Pattern.compile("^```\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PROMISE = Pattern.compile("(?:answers|both print)\\s+`([^`]+)`");

  /** Reads a page; one that promises nothing is an error. */
  static Page read(Path file) throws IOException {
    String text = Files.readString(file);
    Map<String, String> files = new LinkedHashMap<>();
    FILE.matcher(text).results().forEach(it -> files.put(it.group(1), it.group(2)));
    // A block with a language ends like one without begins, so those are taken out first.
    String plain = Pattern.compile("^```\\w+\n.*?^```\n", DOTALL).matcher(text).replaceAll("");
    List<String> commands =
        COMMANDS.matcher(plain).results().map((MatchResult it) -> it.group(1).strip()).toList();
    Matcher promise = PROMISE.matcher(text);
    if (!promise.find()) {
      throw new IOException(file + " does not say what the second node shows");
    }
    return new Page(files, commands, promise.group(1));
  }

  private static final int DOTALL = Pattern.DOTALL | Pattern.MULTILINE;

  /** Writes the files of the page. */
  void copyInto(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.writeString(target, file.getValue());
    }
  }
}
