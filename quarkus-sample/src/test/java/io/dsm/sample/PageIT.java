// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dsm.sample.demo.NodeProcess;
import io.dsm.sample.demo.SampleCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless browser, against three processes. Skipped where there is no Chromium. */
@NullUnmarked
@TestInstance(Lifecycle.PER_CLASS)
class PageIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private SampleCluster cluster;
  private Browser browser;

  @BeforeAll
  void openThePage(@TempDir Path profile) throws Exception {
    assumeTrue(Browser.isInstalled(), "Chromium and its driver are not installed");
    cluster = SampleCluster.prepare(PackagedSample.JAR, 3).start();
    browser = Browser.start(profile);
    browser.open(cluster.nodes().get(0).url());
  }

  @AfterAll
  void close() throws IOException {
    if (browser != null) {
      browser.picture(Path.of("target", "page.png"));
      browser.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void itShowsThreeNodesAndWhoOwnsEachShard() {
    await().atMost(SOON).until(() -> browser.count("#nodes .card") == 3);
    await().atMost(SOON).until(() -> browser.count("#shards .card:not(.free)") == 6);
    assertThat(browser.text("#self")).isEqualTo(cluster.nodes().get(0).name());
    assertThat(browser.text("#link")).isEqualTo("live");
  }

  @Test
  void itFollowsARoutePublishedAndWithdrawnOnAnotherNode() {
    NodeProcess other = cluster.nodes().get(1);
    other.client().put("/routes/blue", "{\"host\":\"10.1.2.3\",\"port\":81}");
    await().atMost(SOON).until(() -> browser.text("#routes").contains("10.1.2.3:81"));
    other.client().delete("/routes/blue");
    await().atMost(SOON).until(() -> !browser.text("#routes").contains("blue"));
  }

  @Test
  void itFollowsHitsCountedOnAnotherNode() {
    cluster.nodes().get(2).client().post("/hits/page?by=1234");
    await().atMost(SOON).until(() -> browser.text("#hits").contains("1,234"));
  }

  @Test
  void aRouteTypedIntoItIsServedByAnotherNode() {
    browser.type("#publish [name=key]", "typed");
    browser.type("#publish [name=host]", "10.9.9.9");
    browser.type("#publish [name=port]", "99");
    browser.click("#publish button");
    await()
        .atMost(SOON)
        .until(() -> cluster.nodes().get(2).client().get("/routes/typed").status() == 200);
  }

  @Test
  void aKeyWithMarkupIsShownAsText() {
    cluster
        .nodes()
        .get(1)
        .client()
        .put("/routes/%3Cb%3Ex%3C%2Fb%3E", "{\"host\":\"h\",\"port\":1}");
    await().atMost(SOON).until(() -> browser.text("#routes").contains("<b>x</b>"));
    assertThat(browser.count("#routes b")).isZero();
  }

  @Test
  void nothingIsWiderThanAPhone() throws IOException {
    browser.resize(390, 844);
    await().atMost(SOON).until(() -> browser.count("#nodes .card") == 3);
    assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    await().atMost(SOON).until(() -> browser.count("#shards .card") == 6);
    browser.picture(Path.of("target", "page-phone.png"));
    browser.resize(1200, 1000);
  }
}
