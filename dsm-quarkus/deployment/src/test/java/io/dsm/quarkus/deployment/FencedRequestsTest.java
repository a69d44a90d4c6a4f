// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.fencing.rest.FencingHeader;
import io.dsm.inject.DsmLock;
import io.dsm.lease.FencingToken;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests of holders of a real lock, to a real server. */
class FencedRequestsTest {

  private static final Duration WAIT = Duration.ofSeconds(30);

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClasses(ReportResource.class, ReportResource.Fence.class))
          .overrideConfigKey("dsm.cluster-id", "test")
          .overrideConfigKey("dsm.service-id", "reports");

  @TestHTTPResource("/report")
  URI report;

  @Inject
  @DsmLock("report")
  FencedLock lock;

  private HttpResponse<String> write(String text, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(report).PUT(BodyPublishers.ofString(text));
    for (String header : headers) {
      request.header(FencingHeader.NAME, header);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private String read() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(report)).body();
  }

  private FencingToken checkedBeforeAPause() throws InterruptedException {
    try (LockHold hold = lock.tryLock(WAIT).orElseThrow()) {
      return hold.token().orElseThrow();
    }
  }

  @Test
  void theLateRequestOfAPausedHolderIsRefusedAndChangesNothing() throws Exception {
    FencingToken old = checkedBeforeAPause();
    try (LockHold hold = lock.tryLock(WAIT).orElseThrow()) {
      FencingToken present = hold.token().orElseThrow();
      assertThat(write("of the present holder", FencingHeader.write(present)).statusCode())
          .isEqualTo(204);

      HttpResponse<String> late = write("too late", FencingHeader.write(old));

      assertThat(late.statusCode()).isEqualTo(412);
      assertThat(late.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/problem+json");
      assertThat(late.body())
          .contains("token " + old + " for report, but " + present + " has been admitted");
      assertThat(read()).isEqualTo("of the present holder");
      assertThat(write("once more", FencingHeader.write(present)).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void withoutATokenNothingIsWrittenButAnybodyMayRead() throws Exception {
    String before = read();
    assertThat(write("without").statusCode()).isEqualTo(428);
    assertThat(write("with nonsense", "seven").statusCode()).isEqualTo(400);
    assertThat(read()).isEqualTo(before);
  }
}
