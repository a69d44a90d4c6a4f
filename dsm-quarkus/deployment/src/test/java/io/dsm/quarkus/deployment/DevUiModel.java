// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.quarkus.bootstrap.BootstrapAppModelFactory;
import io.quarkus.bootstrap.BootstrapConstants;
import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.ApplicationModelSerializer;
import io.quarkus.bootstrap.model.ApplicationModel;
import java.io.IOException;
import java.nio.file.Path;

/** Dev mode with what is on the class path of a test; by itself it adds a Dev UI of its version. */
final class DevUiModel {

  private static final String MODEL = BootstrapConstants.SERIALIZED_TEST_APP_MODEL;

  private DevUiModel() {}

  /** Call before dev mode starts. */
  static void use() {
    try {
      ApplicationModel model =
          BootstrapAppModelFactory.newInstance()
              .setTest(true)
              .setProjectRoot(Path.of("").toAbsolutePath())
              .resolveAppModel()
              .getApplicationModel();
      System.setProperty(MODEL, ApplicationModelSerializer.serialize(model, true).toString());
    } catch (BootstrapException | IOException failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }

  static void forget() {
    System.clearProperty(MODEL);
  }
}
