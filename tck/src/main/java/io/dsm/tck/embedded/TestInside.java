// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.embedded;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of the protocol that is loaded again by each application. */
public final class TestInside {

  private TestInside() {}

  /**
   * Makes an instance of the test class, injects its fields and calls the method.
   *
   * @throws Throwable what the method threw
   */
  public static void run(@Nullable Object lookup, String testClass, String method)
      throws Throwable {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Class<?> type = Class.forName(testClass, true, loader);
    Object test = type.getDeclaredConstructor().newInstance();
    Instance<Object> root = root(lookup);
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(Inject.class)) {
        field.setAccessible(true);
        field.set(test, bean(root, field));
      }
    }
    try {
      type.getMethod(method).invoke(test);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  @SuppressWarnings("unchecked")
  private static Instance<Object> root(@Nullable Object lookup) {
    return lookup == null ? CDI.current() : (Instance<Object>) lookup;
  }

  private static Object bean(Instance<Object> root, Field field) {
    Annotation[] qualifiers =
        Arrays.stream(field.getAnnotations())
            .filter(each -> each.annotationType().isAnnotationPresent(Qualifier.class))
            .toArray(Annotation[]::new);
    return root.select(field.getType(), qualifiers).get();
  }
}
