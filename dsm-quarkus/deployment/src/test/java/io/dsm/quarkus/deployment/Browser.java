// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, driven by the few WebDriver calls these tests need (W3C WebDriver 1). */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

  /** Sees through the shadow roots of components, which plain text content does not. */
  private static final String DEEP =
      """
      const text = (n) => n.nodeType === 3 ? n.data
          : n.tagName === 'STYLE' || n.tagName === 'SCRIPT' ? ''
          : (n.shadowRoot ? text(n.shadowRoot) : '') + [...n.childNodes].map(text).join(' ');
      const find = (n, good) => good(n) ? n
          : [n.shadowRoot, ...n.childNodes].filter(Boolean)
              .map((it) => find(it, good)).find(Boolean);
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, int port, Path profile) throws Exception {
    this.driver = driver;
    ObjectNode wanted = JSON.createObjectNode();
    ObjectNode options =
        wanted
            .putObject("capabilities")
            .putObject("alwaysMatch")
            .put("browserName", "chrome")
            .putObject("goog:chromeOptions")
            .put("binary", CHROMIUM.toString());
    List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--window-size=1400,1000",
            "--user-data-dir=" + profile)
        .forEach(options.withArray("args")::add);
    String sessions = "http://127.0.0.1:" + port + "/session";
    this.session = sessions + "/" + post(sessions, wanted).path("sessionId").asText();
  }

  static boolean isInstalled() {
    return Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM);
  }

  static Browser start(Path profile) throws Exception {
    Process driver =
        new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
    return new Browser(driver, portOf(driver), profile);
  }

  private static int portOf(Process driver) throws IOException {
    BufferedReader lines = driver.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
    }
    throw new IOException("the browser driver did not say its port");
  }

  void open(URI page) throws Exception {
    post(session + "/url", JSON.createObjectNode().put("url", page.toString()));
  }

  /** All text of the page, that inside components, too. */
  String text() throws Exception {
    return run("return text(document.body)").asText();
  }

  /** Clicks the link whose text contains this; false if there is none yet. */
  boolean follow(String label) throws Exception {
    return run(
            """
            const link = find(document.body, (n) => n.tagName === 'A'
                && text(n).includes(arguments[0]));
            if (link) link.click();
            return Boolean(link);
            """,
            label)
        .asBoolean();
  }

  /** Keeps a picture of the page for people. */
  void picture(Path file) throws Exception {
    String picture = send(HttpRequest.newBuilder(URI.create(session + "/screenshot"))).asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  private JsonNode run(String script, String... arguments) throws Exception {
    ObjectNode call = JSON.createObjectNode().put("script", DEEP + script);
    List.of(arguments).forEach(call.putArray("args")::add);
    return post(session + "/execute/sync", call);
  }

  private JsonNode post(String target, ObjectNode body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(target)).POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonNode send(HttpRequest.Builder request) throws Exception {
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body()).path("value");
  }

  /** Ends the driver and its browser. */
  @Override
  public void close() {
    driver.descendants().forEach(ProcessHandle::destroy);
    driver.destroy();
    http.close();
  }
}
