// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.QuarkusDevModeTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The card and the page of the Dev UI in a headless browser. Skipped where there is no Chromium.
 */
class DevUiTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String HTTP = "http://localhost:21834";

  static {
    DevUiModel.use();
  }

  @BeforeAll
  static void needChromium() {
    assumeTrue(Browser.isInstalled(), "Chromium and its driver are not installed");
  }

  @AfterAll
  static void forgetModel() {
    DevUiModel.forget();
  }

  @RegisterExtension
  static final QuarkusDevModeTest DEVELOPMENT =
      new QuarkusDevModeTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(DevResource.class)
                      .addAsResource(
                          new StringAsset(
                              """
                              dsm.cluster-id=test
                              dsm.service-id=gateway
                              quarkus.http.port=21834
                              quarkus.dsm.dev.members=2
                              """),
                          "application.properties"));

  @Test
  void theCardLeadsToMembersCollectionsAndLeases(@TempDir Path profile) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        Browser browser = Browser.start(profile)) {
      HttpRequest node = HttpRequest.newBuilder(URI.create(HTTP + "/node")).build();
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> client.send(node, BodyHandlers.ofString()).body().endsWith("sees 3"));
      browser.open(URI.create(HTTP + "/q/dev-ui/extensions"));
      await().atMost(LONG_ENOUGH).until(() -> browser.follow("Cluster"));
      await()
          .atMost(LONG_ENOUGH)
          .untilAsserted(
              () ->
                  assertThat(browser.text())
                      .contains("Members", "dev-1#", "dev-2#", "dev-3#", "RUNNING", "LEADER")
                      .contains("Collections", "routes", "register")
                      .contains("Leases", "shards"));
      browser.picture(Path.of("target", "dev-ui.png"));
    }
  }
}
