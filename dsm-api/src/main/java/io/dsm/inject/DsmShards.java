// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.inject;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Injects the shards of that name: {@code @DsmShards("orders") Shards orders}. */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE})
public @interface DsmShards {

  /** Name of the shards: 1 to 64 characters of {@code a-z 0-9 . _ -}. */
  @Nonbinding
  String value();

  /** For programmatic lookup. */
  final class Literal extends AnnotationLiteral<DsmShards> implements DsmShards {
    private static final long serialVersionUID = 1L;

    private final String value;

    private Literal(String value) {
      this.value = value;
    }

    public static Literal of(String value) {
      return new Literal(value);
    }

    @Override
    public String value() {
      return value;
    }
  }
}
