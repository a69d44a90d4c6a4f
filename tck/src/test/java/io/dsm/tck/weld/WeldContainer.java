// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.weld;

import io.dsm.tck.embedded.Application;
import io.dsm.tck.embedded.EmbeddedContainer;
import jakarta.enterprise.inject.se.SeContainer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.Weld;

/** Weld SE as an application starts it: bean archives are discovered on the class path. */
public final class WeldContainer extends EmbeddedContainer {

  @Override
  protected Application start(String name, Path classes) throws Exception {
    ApplicationLoader loader = new ApplicationLoader(classes);
    Thread.currentThread().setContextClassLoader(loader);
    Weld weld = new Weld(name + UUID.randomUUID());
    weld.setClassLoader(loader);
    // Its thread would hold the class loader of the first application for ever.
    weld.addProperty(Weld.SHUTDOWN_HOOK_SYSTEM_PROPERTY, false);
    try {
      return new OnWeld(weld.initialize(), loader);
    } catch (RuntimeException refusal) {
      forget(loader);
      throw refusal;
    }
  }

  private static void forget(ApplicationLoader loader) throws IOException {
    ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig(loader));
    loader.close();
  }

  private record OnWeld(SeContainer container, ApplicationLoader loader) implements Application {

    @Override
    public Object lookup() {
      return container;
    }

    @Override
    public void stop() throws IOException {
      container.close();
      forget(loader);
    }
  }

  /** Loads the classes of the application itself, although the test's JVM has them, too. */
  private static final class ApplicationLoader extends URLClassLoader {

    ApplicationLoader(Path classes) throws IOException {
      super(
          "application",
          new URL[] {classes.toUri().toURL()},
          ApplicationLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (findResource(name.replace('.', '/') + ".class") == null) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known != null ? known : findClass(name);
      }
    }
  }
}
