// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.build;

import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.intercept.LockedMethods;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Report;
import io.dsm.cdi.model.Site;
import io.dsm.cdi.model.SiteText;
import io.dsm.cdi.portable.DsmPortableExtension;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Discovers and validates in containers of CDI Lite. Where the container has an integration of its
 * own, which says so by a resource named {@value #OWN_DISCOVERY} on the class path of the build, it
 * stands back: nothing may be registered twice.
 */
@SkipIfPortableExtensionPresent(DsmPortableExtension.class)
public class DsmBuildExtension implements BuildCompatibleExtension {

  /** Present at build time where somebody else discovers and validates by the same model. */
  public static final String OWN_DISCOVERY = "META-INF/dsm/discovery";

  static final String SITES = "sites";

  private final List<Site> sites = new ArrayList<>();
  private final boolean standsBack = isDiscoveredOtherwise();

  private static boolean isDiscoveredOtherwise() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : DsmBuildExtension.class.getClassLoader();
    return loader.getResource(OWN_DISCOVERY) != null;
  }

  /** Makes the qualifiers known: their module depends on no container, so it is no bean archive. */
  @Discovery
  public void qualifiers(ScannedClasses scanned, MetaAnnotations annotations) {
    if (standsBack) {
      return;
    }
    for (Kind kind : Kind.values()) {
      scanned.add(kind.qualifier().getName());
      annotations.addQualifier(kind.qualifier());
    }
    for (Class<? extends Annotation> binding : LockedMethods.BINDINGS) {
      scanned.add(binding.getName());
      annotations.addInterceptorBinding(binding);
    }
  }

  /** Reads the injection points of a bean. */
  @Registration(types = Object.class)
  public void bean(BeanInfo bean) {
    for (InjectionPointInfo point : bean.injectionPoints()) {
      LanguageSites.of(point, bean).ifPresent(sites::add);
    }
    if (bean.isClassBean()) {
      sites.addAll(LanguageSites.locks(bean.declaringClass()));
    }
  }

  /** Reads the event parameter of an observer and its other parameters. */
  @Registration(types = Object.class)
  public void observer(ObserverInfo observer) {
    if (!observer.isSynthetic()) {
      sites.addAll(LanguageSites.of(observer));
    }
  }

  /**
   * Reports everything wrong at once; hands the rest to the application, which checks settings, and
   * what they may change, when it starts.
   */
  @Synthesis
  public void synthesis(SyntheticComponents components, Messages messages) {
    if (standsBack) {
      return;
    }
    Declarations declarations = Declarations.of(sites);
    boolean sound = declarations.problems().isEmpty();
    if (!sound) {
      messages.error(Report.of(declarations.problems()));
    }
    String[] text = SiteText.write(sound ? sites.stream().distinct().toList() : List.of());
    components
        .addBean(Discovered.class)
        .type(Discovered.class)
        .scope(Dependent.class)
        .withParam(SITES, text)
        .createWith(DiscoveredCreator.class);
  }
}
