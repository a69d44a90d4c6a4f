// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.config.CodecCheck;
import io.dsm.cdi.config.PlanReader;
import io.dsm.cdi.config.Surroundings;
import io.dsm.cdi.model.CrdtHandles;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Problem;
import io.dsm.cdi.model.ReflectedTypes;
import io.dsm.cdi.model.TypeName;
import io.dsm.crdt.CrdtDefinition;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.DotName;

/**
 * Applies the rules of the CDI extension to what the build knows: the declarations, and for each
 * collection its settings and whether what it holds can be stored. The settings of the node are
 * left to the start, because they may come from the environment the application will run in.
 */
final class BuildTimeCheck {

  private static final DotName DEFINITION = DotName.createSimple(CrdtDefinition.class);

  private final BeanDiscoveryFinishedBuildItem beans;
  private final ClassLoader loader;

  BuildTimeCheck(BeanDiscoveryFinishedBuildItem beans) {
    this.beans = beans;
    this.loader = BuildLoader.current();
  }

  List<Problem> problemsOf(Declarations declarations) {
    List<Problem> problems = new ArrayList<>(declarations.problems());
    Config config = ConfigProvider.getConfig();
    Surroundings surroundings = new Surroundings(loader, this::isDefined, new CodecCheck());
    declarations.all().stream()
        .filter(this::isLoadable)
        .map(declaration -> PlanReader.readOne(config, declaration, surroundings))
        .forEach(opening -> problems.addAll(opening.problems()));
    return problems;
  }

  /** A class another extension generates does not exist yet; such values are checked at start. */
  private boolean isLoadable(Declaration declaration) {
    try {
      ReflectedTypes.load(declaration.value(), loader);
      return true;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }

  private boolean isDefined(Type handle) {
    TypeName wanted = ReflectedTypes.nameOf(handle);
    boolean isBean =
        beans.getBeans().stream()
            .flatMap(bean -> bean.getTypes().stream())
            .filter(type -> type.name().equals(DEFINITION))
            .filter(type -> type.kind() == org.jboss.jandex.Type.Kind.PARAMETERIZED_TYPE)
            .map(type -> JandexTypes.nameOf(type.asParameterizedType().arguments().getFirst()))
            .anyMatch(wanted::equals);
    return isBean
        || ServiceLoader.load(CrdtDefinition.class, loader).stream()
            .anyMatch(service -> CrdtHandles.of(service.type()).equals(Optional.of(handle)));
  }
}
