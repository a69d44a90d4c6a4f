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
 * Runs a method of a bean on one node of the cluster only: the leader of that name, which stays
 * leader until it stops or is lost. On every other node a call of a {@code void} method does
 * nothing, and any other call raises {@link io.dsm.DsmException.Unavailable}. A node stands for
 * election from the first call on. The calling thread is interrupted if leadership is lost; the
 * call then raises {@link io.dsm.DsmException.Indeterminate}.
 *
 * <p>A parameter of type {@link io.dsm.lease.FencingToken} receives the token of the leadership;
 * callers pass null.
 */
@InterceptorBinding
@Documented
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface LeaderOnly {

  /** Name of the lock the leader holds: 1 to 64 characters of {@code a-z 0-9 . _ -}. */
  @Nonbinding
  String value();
}
