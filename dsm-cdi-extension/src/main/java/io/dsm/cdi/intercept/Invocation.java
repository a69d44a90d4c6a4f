// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.intercept;

import io.dsm.DsmException;
import io.dsm.lease.FencingToken;
import io.dsm.lock.RunResult;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a method that needs a lock. */
record Invocation(InvocationContext context, String lock) {

  /** The binding on the method, or else on its class. */
  static <A extends Annotation> A binding(InvocationContext context, Class<A> type) {
    A onMethod = context.getMethod().getAnnotation(type);
    if (onMethod != null) {
      return onMethod;
    }
    for (Class<?> at = context.getMethod().getDeclaringClass();
        at != null;
        at = at.getSuperclass()) {
      A onClass = at.getAnnotation(type);
      if (onClass != null) {
        return onClass;
      }
    }
    throw new IllegalStateException(
        context.getMethod() + " is intercepted, but nothing on it or its class says why");
  }

  /** Runs the method; its parameters of type token receive this one. */
  Optional<Object> proceed(FencingToken token) throws Exception {
    Class<?>[] types = context.getMethod().getParameterTypes();
    @Nullable Object[] parameters = context.getParameters();
    for (int i = 0; i < types.length; i++) {
      if (types[i] == FencingToken.class) {
        parameters[i] = token;
      }
    }
    if (types.length > 0) {
      context.setParameters(parameters);
    }
    return Optional.ofNullable(context.proceed());
  }

  @Nullable Object result(RunResult<Optional<Object>> result) {
    return switch (result) {
      case RunResult.Completed<Optional<Object>>(var value, var token) -> value.orElse(null);
      case RunResult.NotAcquired<Optional<Object>>() ->
          throw new DsmException.Unavailable(
              "%s did not run: lock %s could not be had in time; nothing happened; call it again"
                      .formatted(context.getMethod(), lock)
                  + " later, or allow a longer wait");
      case RunResult.Lost<Optional<Object>>(var token, var reason) ->
          throw new DsmException.Indeterminate(
              "%s was interrupted: lock %s was lost under token %s (%s); part of it may have"
                      .formatted(context.getMethod(), lock, token, reason)
                  + " happened, and another holder may run; check before it is called again");
      case RunResult.Overran<Optional<Object>>(var token) ->
          throw new DsmException.Indeterminate(
              "%s was interrupted: it held lock %s longer than its bound; part of it may have"
                      .formatted(context.getMethod(), lock)
                  + " happened; check, and allow a longer bound if it needs one");
    };
  }

  boolean isVoid() {
    return context.getMethod().getReturnType() == void.class;
  }
}
