// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.portable;

import io.dsm.cdi.intercept.LockedMethods;
import io.dsm.cdi.model.Site;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;

/** Reads which locks the methods of a bean need. */
final class LockSites {

  private LockSites() {}

  static List<Site> of(AnnotatedType<?> bean) {
    if (bean.isAnnotationPresent(Interceptor.class)) {
      return List.of(); // its binding names no lock
    }
    String owner = bean.getJavaClass().getName();
    List<Site> sites = new ArrayList<>(of(bean, owner, "any"));
    for (AnnotatedMethod<?> method : bean.getMethods()) {
      sites.addAll(of(method, owner, method.getJavaMember().getName()));
    }
    return sites;
  }

  private static List<Site> of(Annotated annotated, String owner, String method) {
    return annotated.getAnnotations().stream()
        .flatMap(annotation -> LockedMethods.lockIn(annotation).stream())
        .map(lock -> Site.locked(lock, owner, method))
        .toList();
  }
}
