// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.weld;

import io.dsm.tck.Application;
import io.dsm.tck.TckContainer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.Weld;

/** Weld SE in the JVM of the test, with a class loader per deployment. */
public final class WeldContainer implements TckContainer {

  @Override
  public Deployed deploy(Application application) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = new ClassLoader(before) {};
    Config config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(application.settings(), "the test", 500))
            .build();
    ConfigProviderResolver.instance().registerConfig(config, loader);
    thread.setContextClassLoader(loader);
    try {
      Weld weld = new Weld(UUID.randomUUID().toString());
      weld.setClassLoader(loader);
      weld.beanClasses(application.beans().toArray(Class<?>[]::new));
      return new OnWeld(weld.initialize(), config, loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private record OnWeld(SeContainer container, Config config, ClassLoader loader)
      implements Deployed {

    @Override
    public <T> T bean(Class<T> type) {
      return container.select(type).get();
    }

    @Override
    public void close() {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        container.close();
      } finally {
        thread.setContextClassLoader(before);
        ConfigProviderResolver.instance().releaseConfig(config);
      }
    }
  }
}
