// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package com.acme.greetings;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

@Path("/greetings")
public class Greetings {

  @Inject
  @DsmRegister("greetings")
  RegisterCollection<String> greetings;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, String> all() {
    return greetings.all();
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.TEXT_PLAIN)
  public void greet(@PathParam("name") String name, String text) {
    greetings.put(name, text);
  }
}
