// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.DsmRuntime.LifecycleState;
import java.lang.System.Logger.Level;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the node when all beans exist, before web servers and schedulers, and stops it after them,
 * so that the last request still finds it. Stopping releases leases and leaves the cluster.
 */
final class NodeLifecycle implements SmartLifecycle, DisposableBean {

  private static final System.Logger LOG = System.getLogger(NodeLifecycle.class.getName());

  private final DsmRuntime runtime;
  private final boolean enabled;

  NodeLifecycle(DsmRuntime runtime, boolean enabled) {
    this.runtime = runtime;
    this.enabled = enabled;
  }

  @Override
  public void start() {
    if (enabled) {
      runtime.start();
    } else {
      LOG.log(Level.INFO, "DSM is off because dsm.enabled is false");
    }
  }

  @Override
  public void stop() {
    runtime.close();
  }

  /** Also if the context failed before it was started: what was built is let go. */
  @Override
  public void destroy() {
    runtime.close();
  }

  @Override
  public boolean isRunning() {
    LifecycleState state = runtime.state();
    return state == LifecycleState.STARTING || state == LifecycleState.RUNNING;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
