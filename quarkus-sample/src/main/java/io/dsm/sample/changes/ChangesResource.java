// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** Streams the changes this node sees, beginning with the state. */
@Path("/changes")
public class ChangesResource {

  private final ChangeFeed feed;

  @Inject
  public ChangesResource(ChangeFeed feed) {
    this.feed = feed;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void changes(@Context SseEventSink sink, @Context Sse sse) {
    feed.connect(sink, sse);
  }
}
