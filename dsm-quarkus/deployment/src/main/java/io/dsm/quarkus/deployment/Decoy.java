// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.model.Kind;
import io.quarkus.arc.processor.InjectionPointInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/**
 * A bean that only a wrong injection point asks for.
 *
 * @param type what the injection point asks for
 * @param qualifier the DSM qualifier it carries
 */
record Decoy(Type type, AnnotationInstance qualifier) {

  /** One for each combination of type and qualifier that no producer serves. */
  static List<Decoy> of(Collection<InjectionPointInfo> points) {
    Map<String, Decoy> decoys = new TreeMap<>();
    for (InjectionPointInfo point : points) {
      of(point).ifPresent(decoy -> decoys.putIfAbsent(decoy.identifier(), decoy));
    }
    return List.copyOf(decoys.values());
  }

  private static Optional<Decoy> of(InjectionPointInfo point) {
    return Arrays.stream(Kind.values())
        .filter(kind -> !point.isSynthetic() && isUnserved(kind, point.getRequiredType()))
        .flatMap(
            kind ->
                Optional.ofNullable(
                    point.getRequiredQualifier(DotName.createSimple(kind.qualifier())))
                    .stream())
        .map(qualifier -> new Decoy(point.getRequiredType(), qualifier))
        .findFirst();
  }

  private static boolean isUnserved(Kind kind, Type type) {
    boolean isClass = type.kind() == Type.Kind.CLASS || type.kind() == Type.Kind.PARAMETERIZED_TYPE;
    return isClass
        && !type.name().equals(DotName.createSimple(kind.handle()))
        && !type.name().equals(DotName.OBJECT_NAME);
  }

  String identifier() {
    return qualifier.name() + " " + JandexTypes.nameOf(type).text();
  }
}
