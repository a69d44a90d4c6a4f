// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;

/** Counts hits. */
@Path("/hits")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HitsResource {

  @Inject
  @DsmCrdt("hits")
  CrdtCollection<PnCounter> hits;

  @GET
  public Map<String, Long> all() {
    Map<String, Long> values = new TreeMap<>();
    hits.keys().forEach(key -> values.put(key, hits.at(key).value()));
    return values;
  }

  @POST
  @Path("{key}")
  public Map<String, Long> hit(@PathParam("key") String key) {
    PnCounter counter = hits.at(key);
    counter.increment();
    return Map.of(key, counter.value());
  }
}
