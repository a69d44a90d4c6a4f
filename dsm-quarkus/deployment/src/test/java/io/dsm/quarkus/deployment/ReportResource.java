// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.fencing.rest.FencedRequestFilter;
import io.dsm.fencing.rest.HighWaterMarks;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** A report that only the holder of a lock may write, and anybody read. */
@Singleton
@Path("/report")
public class ReportResource {

  private volatile String text = "none";

  @GET
  public String read() {
    return text;
  }

  @PUT
  public void write(String written) {
    text = written;
  }

  /** Refuses who has been overtaken. */
  @Provider
  public static class Fence extends FencedRequestFilter {

    public Fence() {
      super(HighWaterMarks.create(), Fence::resource);
    }

    private static Optional<String> resource(ContainerRequestContext request) {
      return request.getMethod().equals("GET") ? Optional.empty() : Optional.of("report");
    }
  }
}
