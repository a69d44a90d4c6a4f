// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.support;

import io.dsm.cdi.build.DsmBuildExtension;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;

/** The build-compatible extension without the mark that lets Weld skip it. */
public class DelegatingBuildExtension implements BuildCompatibleExtension {

  private final DsmBuildExtension extension = new DsmBuildExtension();

  @Discovery
  public void qualifiers(ScannedClasses scanned, MetaAnnotations annotations) {
    extension.qualifiers(scanned, annotations);
  }

  @Registration(types = Object.class)
  public void bean(BeanInfo bean) {
    extension.bean(bean);
  }

  @Registration(types = Object.class)
  public void observer(ObserverInfo observer) {
    extension.observer(observer);
  }

  @Synthesis
  public void synthesis(SyntheticComponents components, Messages messages) {
    extension.synthesis(components, messages);
  }
}
