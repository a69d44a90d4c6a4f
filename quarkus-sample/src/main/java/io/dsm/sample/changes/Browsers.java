// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The browsers that listen now. */
@ApplicationScoped
class Browsers {

  private final ObjectMapper json;
  private final Set<Browser> listening = ConcurrentHashMap.newKeySet();

  @Inject
  Browsers(ObjectMapper json) {
    this.json = json;
  }

  /** Listens first and reads the state afterwards, so that no change falls between the two. */
  void add(SseEventSink sink, Sse sse, Supplier<Event> state) {
    Browser browser = new Browser(new SseLine(sink, sse));
    listening.add(browser);
    browser.begin(encode(state.get()));
  }

  void tellAll(Event event) {
    listening.removeIf(Browser::isGone);
    if (!listening.isEmpty()) {
      String text = encode(event);
      listening.forEach(browser -> browser.tell(text));
    }
  }

  private String encode(Event event) {
    try {
      return json.writerFor(Event.class).writeValueAsString(event);
    } catch (JsonProcessingException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
