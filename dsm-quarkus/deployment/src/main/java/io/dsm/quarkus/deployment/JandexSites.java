// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.intercept.LockedMethods;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Places;
import io.dsm.cdi.model.Site;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.arc.processor.ObserverInfo;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;

/** Reads injection points and observers as ArC found them. */
final class JandexSites {

  private static final String CONSTRUCTOR = "<init>";

  private JandexSites() {}

  static Optional<Site> of(InjectionPointInfo point) {
    AnnotationTarget target = point.isSynthetic() ? null : point.getAnnotationTarget();
    if (target == null) {
      return Optional.empty();
    }
    return named(point.getRequiredQualifiers())
        .map(
            named ->
                new Site(
                    named.kind(),
                    named.name(),
                    JandexTypes.nameOf(point.getType()),
                    false,
                    where(target)));
  }

  static Optional<Site> of(ObserverInfo observer) {
    if (observer.isSynthetic()) {
      return Optional.empty();
    }
    MethodInfo method = observer.getObserverMethod();
    String owner = observer.getBeanClass().toString();
    int index = observer.getEventParameter().position();
    return named(observer.getQualifiers())
        .map(
            named ->
                new Site(
                    named.kind(),
                    named.name(),
                    JandexTypes.nameOf(observer.getObservedType()),
                    true,
                    Places.parameter(owner, method.name(), index)));
  }

  /** The locks the methods of a bean need. */
  static Stream<Site> locks(BeanInfo bean) {
    ClassInfo type = bean.getImplClazz();
    return type.annotations().stream()
        .filter(
            annotation ->
                LockedMethods.BINDINGS.stream()
                    .anyMatch(binding -> annotation.name().equals(DotName.createSimple(binding))))
        .map(
            annotation ->
                Site.locked(
                    annotation.value().asString(),
                    type.name().toString(),
                    annotation.target().kind() == AnnotationTarget.Kind.METHOD
                        ? annotation.target().asMethod().name()
                        : "any"));
  }

  private record Named(Kind kind, String name) {}

  private static Optional<Named> named(Collection<AnnotationInstance> annotations) {
    for (AnnotationInstance annotation : annotations) {
      for (Kind kind : Kind.values()) {
        if (annotation.name().equals(DotName.createSimple(kind.qualifier()))) {
          return Optional.of(new Named(kind, annotation.value().asString()));
        }
      }
    }
    return Optional.empty();
  }

  private static String where(AnnotationTarget target) {
    if (target.kind() == AnnotationTarget.Kind.FIELD) {
      FieldInfo field = target.asField();
      return Places.field(field.declaringClass().name().toString(), field.name());
    }
    MethodParameterInfo parameter = target.asMethodParameter();
    MethodInfo method = parameter.method();
    String owner = method.declaringClass().name().toString();
    return CONSTRUCTOR.equals(method.name())
        ? Places.constructorParameter(owner, parameter.position())
        : Places.parameter(owner, method.name(), parameter.position());
  }
}
