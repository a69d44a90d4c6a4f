// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus;

import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.model.SiteText;
import io.dsm.quarkus.dev.DevPlan;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.metrics.MetricsFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the build found, recorded as code. */
@Recorder
public class DsmRecorder {

  /**
   * The injection points and observers the build found, as a bean.
   *
   * @param sites as {@link SiteText} writes them
   */
  public Supplier<Discovered> discovered(List<String> sites) {
    return () -> new Discovered(SiteText.read(sites.toArray(String[]::new)), Optional.empty());
  }

  /** Registers the meters with whatever metrics extension is present. */
  public Consumer<MetricsFactory> meters() {
    return Meters::register;
  }

  /** The members of dev mode, as a bean. */
  public Supplier<DevPlan> devPlan(List<Integer> ports, String directory) {
    return () -> new DevPlan(ports, directory);
  }

  /** Stands in for a bean of a build that fails anyway, so that it fails with all its reasons. */
  public Supplier<Object> nothing() {
    return () -> {
      throw new IllegalStateException("this application was refused when it was built");
    };
  }
}
