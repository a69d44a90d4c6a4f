// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.membership;

import io.dsm.cluster.ClusterView;

/** Takes views from a membership feed. */
@FunctionalInterface
public interface MembershipListener {

  /**
   * The view has changed. Called in order of view numbers, one call at a time, on a thread of the
   * transport; returns quickly and never throws.
   *
   * @param merged whether groups that had been apart have met: data must be compared both ways
   */
  void viewChanged(ClusterView view, boolean merged);
}
