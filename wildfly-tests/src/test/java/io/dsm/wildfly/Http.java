// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests whose answers are text. */
final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Http() {}

  /** An answer; status 0 if nobody answered. */
  record Answer(int status, String body) {
    boolean ok() {
      return status / 100 == 2;
    }
  }

  static Answer get(String url) {
    return get(url, PATIENCE);
  }

  static Answer get(String url, Duration patience) {
    return send("GET", url, "", patience);
  }

  static Answer send(String method, String url, String json) {
    return send(method, url, json, PATIENCE);
  }

  private static Answer send(String method, String url, String json, Duration patience) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .build();
    try {
      var answer = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException refused) {
      return new Answer(0, String.valueOf(refused));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Answer(0, String.valueOf(interrupted));
    }
  }
}
