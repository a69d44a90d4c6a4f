// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Server-sent events as the way to a browser. */
record SseLine(SseEventSink sink, Sse sse) implements Browser.Line {

  @Override
  public CompletionStage<?> send(String text) {
    if (sink.isClosed()) {
      return CompletableFuture.completedStage(null);
    }
    return sink.send(sse.newEventBuilder().data(String.class, text).build());
  }

  @Override
  public boolean isClosed() {
    return sink.isClosed();
  }

  @Override
  public void close() {
    sink.close();
  }
}
