// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.quarkus;

import io.dsm.tck.embedded.Application;
import io.dsm.tck.embedded.EmbeddedContainer;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.bootstrap.app.RunningQuarkusApplication;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.ApplicationClassPredicateBuildItem;
import io.quarkus.runner.bootstrap.AugmentActionImpl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds each archive as a Quarkus application and starts it, as a test of Quarkus does. */
public final class QuarkusContainer extends EmbeddedContainer {

  /** Beans of the suite are looked up by tests only; those of DSM must be found to be used. */
  private static final String BUILD_SETTINGS =
      "quarkus.arc.unremovable-types=io.dsm.tck.**\nquarkus.http.host-enabled=false\n";

  @Override
  protected Application start(String name, Path classes) throws Exception {
    Files.writeString(classes.resolve("application.properties"), BUILD_SETTINGS);
    CuratedApplication curated =
        QuarkusBootstrap.builder()
            .setApplicationRoot(classes)
            .setProjectRoot(Path.of(System.getProperty("tck.quarkus.module")))
            .setTargetDirectory(classes)
            .setMode(QuarkusBootstrap.Mode.TEST)
            .build()
            .bootstrap();
    try {
      return new OnQuarkus(
          new AugmentActionImpl(curated, List.of(QuarkusContainer::customize), List.of())
              .createInitialRuntimeApplication()
              .run(),
          curated);
    } catch (Exception refusal) {
      curated.close();
      throw refusal;
    }
  }

  /** Modules of this build are reloadable, so what Quarkus generates for them must be, too. */
  private static void customize(BuildChainBuilder chain) {
    chain
        .addBuildStep(
            context ->
                context.produce(
                    new ApplicationClassPredicateBuildItem(QuarkusClassLoader::isApplicationClass)))
        .produces(ApplicationClassPredicateBuildItem.class)
        .build();
  }

  private record OnQuarkus(RunningQuarkusApplication running, CuratedApplication curated)
      implements Application {

    @Override
    public ClassLoader loader() {
      return running.getClassLoader();
    }

    @Override
    public Object lookup() {
      return null;
    }

    @Override
    public void stop() throws Exception {
      running.close();
      curated.close();
    }
  }
}
