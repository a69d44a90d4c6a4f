// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.portable;

import io.dsm.cdi.model.Places;
import io.dsm.cdi.model.ReflectedTypes;
import io.dsm.cdi.model.Site;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.util.Optional;

/** Reads injection points. */
final class InjectionSites {

  private InjectionSites() {}

  static Optional<Site> of(InjectionPoint point) {
    return DsmPortableExtension.Named.in(point.getQualifiers())
        .map(
            named ->
                new Site(
                    named.kind(),
                    named.name(),
                    ReflectedTypes.nameOf(point.getType()),
                    false,
                    where(point)));
  }

  private static String where(InjectionPoint point) {
    Member member = point.getMember();
    String owner = member.getDeclaringClass().getName();
    if (!(point.getAnnotated() instanceof AnnotatedParameter<?> parameter)) {
      return Places.field(owner, member.getName());
    }
    return member instanceof Constructor<?>
        ? Places.constructorParameter(owner, parameter.getPosition())
        : Places.parameter(owner, member.getName(), parameter.getPosition());
  }
}
