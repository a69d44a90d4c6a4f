// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.util.ServiceLoader;

/** The port to a container under test. Found by {@link ServiceLoader}. */
public interface TckContainer {

  /**
   * Deploys an application and waits until its observers of Startup have returned.
   *
   * @throws Exception if the deployment is refused; the message of the exception or of one of its
   *     causes is what the container tells its user
   */
  Deployed deploy(Application application) throws Exception;

  /** A deployed application. */
  interface Deployed extends AutoCloseable {

    /** A reference to the one bean of that class. */
    <T> T bean(Class<T> type);

    /** Undeploys; returns when observers of Shutdown have returned. */
    @Override
    void close();
  }

  /** The container under test. */
  static TckContainer underTest() {
    return ServiceLoader.load(TckContainer.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no container to test; name your implementation of "
                        + TckContainer.class.getName()
                        + " in META-INF/services"));
  }
}
