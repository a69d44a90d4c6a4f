// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.build;

import io.dsm.cdi.intercept.LockedMethods;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Places;
import io.dsm.cdi.model.Site;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.declarations.DeclarationInfo;
import jakarta.enterprise.lang.model.declarations.MethodInfo;
import jakarta.enterprise.lang.model.declarations.ParameterInfo;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads injection points and observers from the language model. */
final class LanguageSites {

  private LanguageSites() {}

  static Optional<Site> of(InjectionPointInfo point, BeanInfo bean) {
    return named(point.qualifiers())
        .map(
            named ->
                new Site(
                    named.kind(),
                    named.name(),
                    LanguageTypes.nameOf(point.type()),
                    false,
                    where(point.declaration(), bean.declaringClass().name())));
  }

  static List<Site> of(ObserverInfo observer) {
    List<Site> sites = new ArrayList<>();
    MethodInfo method = observer.observerMethod();
    String owner = observer.declaringClass().name();
    List<ParameterInfo> parameters = method.parameters();
    int eventAt = parameters.indexOf(observer.eventParameter());
    for (int index = 0; index < parameters.size(); index++) {
      ParameterInfo parameter = parameters.get(index);
      boolean observes = index == Math.max(0, eventAt);
      String where = Places.parameter(owner, method.name(), index);
      named(parameter.annotations())
          .map(
              named ->
                  new Site(
                      named.kind(),
                      named.name(),
                      LanguageTypes.nameOf(parameter.type()),
                      observes,
                      where))
          .ifPresent(sites::add);
    }
    return sites;
  }

  /** The locks the methods of a bean need. */
  static List<Site> locks(ClassInfo bean) {
    if (bean.hasAnnotation(Interceptor.class)) {
      return List.of(); // its binding names no lock
    }
    List<Site> sites = new ArrayList<>(locks(bean.annotations(), bean.name(), "any"));
    for (MethodInfo method : bean.methods()) {
      sites.addAll(locks(method.annotations(), bean.name(), method.name()));
    }
    return sites;
  }

  private static List<Site> locks(
      Collection<AnnotationInfo> annotations, String owner, String method) {
    return annotations.stream()
        .filter(
            annotation ->
                LockedMethods.BINDINGS.stream()
                    .anyMatch(binding -> binding.getName().equals(annotation.name())))
        .map(annotation -> Site.locked(annotation.value().asString(), owner, method))
        .toList();
  }

  private record Named(Kind kind, String name) {}

  private static Optional<Named> named(Collection<AnnotationInfo> annotations) {
    for (AnnotationInfo annotation : annotations) {
      for (Kind kind : Kind.values()) {
        if (annotation.name().equals(kind.qualifier().getName())) {
          return Optional.of(new Named(kind, annotation.value().asString()));
        }
      }
    }
    return Optional.empty();
  }

  private static String where(DeclarationInfo declaration, String beanClass) {
    if (!declaration.isParameter()) {
      String owner = declaration.asField().declaringClass().name();
      return Places.field(owner, declaration.asField().name());
    }
    ParameterInfo parameter = declaration.asParameter();
    MethodInfo method = parameter.declaringMethod();
    int index = Math.max(0, method.parameters().indexOf(parameter));
    return method.isConstructor()
        ? Places.constructorParameter(beanClass, index)
        : Places.parameter(beanClass, method.name(), index);
  }
}
