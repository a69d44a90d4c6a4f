// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.names;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names say what a thing is, not that it is a thing. */
final class NameRule {

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Processor", "Data", "Info");
  private static final Pattern ACCESSOR = Pattern.compile("(get|set)[A-Z].*");

  /**
   * The words of the trade: operations of a reference are named like those of an AtomicReference.
   */
  private static final Set<String> TERMS = Set.of("setIfAbsent", "getAndUpdate", "getAndSet");

  private NameRule() {}

  /** One line for every class whose last word says nothing. */
  static List<String> emptyWords(JavaClasses classes) {
    return classes.stream()
        .filter(it -> EMPTY_WORDS.contains(lastWord(it.getSimpleName())))
        .map(it -> it.getName() + ": '" + lastWord(it.getSimpleName()) + "' names no concept")
        .sorted()
        .toList();
  }

  /** One line for every public method that begins with {@code get} or {@code set}. */
  static List<String> accessors(JavaClasses classes) {
    return classes.stream()
        .flatMap(it -> it.getMethods().stream())
        .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(it -> ACCESSOR.matcher(it.getName()).matches())
        .filter(it -> !TERMS.contains(it.getName()) && !overridesTheJdk(it))
        .map(it -> it.getFullName() + ": drop the prefix")
        .sorted()
        .toList();
  }

  private static String lastWord(String name) {
    var words = name.split("(?=\\p{Lu})", -1);
    return words[words.length - 1];
  }

  private static boolean overridesTheJdk(JavaMethod method) {
    return method.getOwner().getAllRawSuperclasses().stream()
            .anyMatch(it -> declares(it, method.getName()))
        || method.getOwner().getAllRawInterfaces().stream()
            .anyMatch(it -> declares(it, method.getName()));
  }

  private static boolean declares(JavaClass type, String method) {
    return type.getPackageName().startsWith("java.")
        && Arrays.stream(type.reflect().getMethods()).anyMatch(it -> it.getName().equals(method));
  }
}
