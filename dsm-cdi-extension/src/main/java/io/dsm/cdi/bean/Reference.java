// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.DsmException;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.ReflectedTypes;
import io.dsm.cdi.model.TypeName;
import io.dsm.cdi.model.TypeText;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collection of a handle: once, at its first use. Serializes as kind, name and type, so
 * that a handle woken up in another life finds the collection of the same name.
 *
 * @param <C> interface of the collection
 */
final class Reference<C> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String name;
  private final @Nullable String type;
  private transient @Nullable DeployedNode node;
  private transient volatile @Nullable C target;

  private Reference(Kind kind, String name, @Nullable String type, DeployedNode node) {
    this.kind = kind;
    this.name = name;
    this.type = type;
    this.node = node;
  }

  /**
   * What a handle asks for.
   *
   * @param type null if the lookup did not say
   */
  record Wanted(Kind kind, String name, @Nullable TypeName type) {

    String shown() {
      TypeName known = type;
      return known == null
          ? "@" + kind.qualifier().getSimpleName() + "(\"" + name + "\")"
          : new Declaration(kind, name, known, false, List.of()).shown();
    }

    Declaration declaration() {
      TypeName known = type;
      if (known == null) {
        throw new DsmException.Rejected(
            shown()
                + " was looked up without a type argument; the collection cannot be opened; look"
                + " it up with a TypeLiteral that names what it holds");
      }
      return new Declaration(kind, name, known, false, List.of("a dynamic lookup"));
    }
  }

  /** The reference an injection point asks for. */
  static <C> Reference<C> of(Kind kind, InjectionPoint point, DeployedNode node) {
    String name =
        point.getQualifiers().stream()
            .flatMap(qualifier -> kind.nameIn(qualifier).stream())
            .findFirst()
            .orElseThrow(() -> unnamed(kind));
    String type = kind.isGeneric() ? argument(point.getType()) : String.class.getName();
    return new Reference<>(kind, name, type, node);
  }

  private static DsmException.Rejected unnamed(Kind kind) {
    return new DsmException.Rejected(
        "a "
            + kind.handle().getSimpleName()
            + " was looked up without @"
            + kind.qualifier().getSimpleName()
            + "; which collection is meant is unknown; add the qualifier with its name");
  }

  private static @Nullable String argument(Type type) {
    return type instanceof ParameterizedType generic
            && ReflectedTypes.nameOf(generic.getActualTypeArguments()[0]) instanceof TypeName name
            && name.isClosed()
        ? name.text()
        : null;
  }

  /** The collection; raises {@code Unavailable} while the node does not run. */
  C target() {
    C known = target;
    return known != null ? known : resolve();
  }

  @SuppressWarnings("unchecked")
  private C resolve() {
    DeployedNode current = node;
    if (current == null) {
      current = CDI.current().select(DeployedNode.class).get();
      node = current;
    }
    String text = type;
    TypeName wanted = text == null ? null : TypeText.parse(text);
    // The node checked kind and type argument against what is open under the name.
    C found = (C) current.collection(new Wanted(kind, name, wanted));
    target = found;
    return found;
  }

  @Override
  public String toString() {
    return kind.handle().getSimpleName() + " '" + name + "'";
  }
}
