// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.cluster;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Answers the cluster as this node sees it. */
@Path("/cluster")
public class ClusterResource {

  private final ClusterOverview overview;

  @Inject
  public ClusterResource(ClusterOverview overview) {
    this.overview = overview;
  }

  @GET
  public ClusterStatus status() {
    return overview.status();
  }
}
