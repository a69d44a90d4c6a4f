// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.util.List;
import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.container.LibraryContainer;

/** Puts the libraries of the suite, not those of DSM, into archives that run its tests. */
public final class TckExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.service(ApplicationArchiveProcessor.class, Libraries.class);
  }

  /** Assertions and waiting. */
  public static final class Libraries implements ApplicationArchiveProcessor {

    private static final List<String> NAMES = List.of("assertj-core-", "awaitility-", "hamcrest-");

    @Override
    public void process(Archive<?> archive, TestClass test) {
      if (archive instanceof LibraryContainer<?> container) {
        container.addAsLibraries(ClassPath.libraries(TckExtension.Libraries::isOurs));
      }
    }

    private static boolean isOurs(String name) {
      return NAMES.stream().anyMatch(name::startsWith);
    }
  }
}
