// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.inject;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Runs a method of a bean while holding the lock of that name. A parameter of type {@link
 * io.dsm.lease.FencingToken} receives the token of the hold; callers pass null. The calling thread
 * is interrupted if the hold is lost or the bound is over.
 *
 * <p>The call raises {@link io.dsm.DsmException.Unavailable} if the lock could not be had within
 * the wait, and {@link io.dsm.DsmException.Indeterminate} if the hold ended while the method ran.
 */
@InterceptorBinding
@Documented
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Locked {

  /** Name of the lock: 1 to 64 characters of {@code a-z 0-9 . _ -}. */
  @Nonbinding
  String value();

  /** How long to wait for the lock, such as {@code PT30S}; zero asks without waiting in line. */
  @Nonbinding
  String waitFor() default "PT30S";

  /** How long the method may run, such as {@code PT5M}. */
  @Nonbinding
  String bound() default "PT1H";
}
