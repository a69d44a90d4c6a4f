// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.hits;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.sample.http.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;

/** Counts hits. */
@Path("/hits")
public class HitsResource {

  private static final int STEP_MAX = 1_000_000;

  private final CrdtCollection<PnCounter> hits;

  @Inject
  public HitsResource(@DsmCrdt("hits") CrdtCollection<PnCounter> hits) {
    this.hits = hits;
  }

  @GET
  public Map<String, Long> all() {
    Map<String, Long> values = new TreeMap<>();
    hits.keys().forEach(key -> values.put(key, hits.at(key).value()));
    return values;
  }

  @POST
  @Path("{key}")
  public Response hit(
      @PathParam("key") String key, @DefaultValue("1") @QueryParam("by") String by) {
    int step = by.matches("[0-9]{1,7}") ? Integer.parseInt(by) : 0;
    if (step < 1 || step > STEP_MAX) {
      return Problem.of(
          Response.Status.BAD_REQUEST,
          "by=" + by + " is out of range; nothing was counted; use 1 to " + STEP_MAX);
    }
    PnCounter counter = hits.at(key);
    counter.add(step);
    return Response.ok(Map.of(key, counter.value())).build();
  }
}
