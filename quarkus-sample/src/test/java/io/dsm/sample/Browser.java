// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process driver;
  private final String session;

  private Browser(Process driver, String session) {
    this.driver = driver;
    this.session = session;
  }

  static boolean isInstalled() {
    return Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM);
  }

  static Browser start(Path profile) throws IOException {
    Process driver =
        new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
    String sessions = "http://127.0.0.1:" + portOf(driver) + "/session";
    ObjectNode capabilities = JSON.createObjectNode();
    ObjectNode options =
        capabilities
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
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile)
        .forEach(options.withArray("args")::add);
    String id = post(sessions, capabilities).path("sessionId").asText();
    return new Browser(driver, sessions + "/" + id);
  }

  private static String portOf(Process driver) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return port.group(1);
      }
    }
    throw new IOException("the browser driver did not say its port");
  }

  void open(URI page) {
    post(session + "/url", JSON.createObjectNode().put("url", page.toString()));
  }

  String text(String selector) {
    return run("return document.querySelector(arguments[0]).textContent", selector).asText();
  }

  int count(String selector) {
    return run("return document.querySelectorAll(arguments[0]).length", selector).asInt();
  }

  int number(String expression) {
    return run("return " + expression).asInt();
  }

  void type(String selector, String text) {
    run("document.querySelector(arguments[0]).value = arguments[1]", selector, text);
  }

  void click(String selector) {
    run("document.querySelector(arguments[0]).click()", selector);
  }

  void resize(int width, int height) {
    post(
        session + "/window/rect",
        JSON.createObjectNode().put("width", width).put("height", height));
  }

  /** Keeps a picture of the page for people. */
  void picture(Path file) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(session + "/screenshot")).build();
    Files.write(file, Base64.getDecoder().decode(send(request).asText()));
  }

  private JsonNode run(String script, String... arguments) {
    ObjectNode call = JSON.createObjectNode().put("script", script);
    List.of(arguments).forEach(call.putArray("args")::add);
    return post(session + "/execute/sync", call);
  }

  private static JsonNode post(String target, ObjectNode body) {
    return send(
        HttpRequest.newBuilder(URI.create(target))
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private static JsonNode send(HttpRequest request) {
    try {
      return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body()).path("value");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Ends the driver, which ends its browser. */
  @Override
  public void close() {
    driver.descendants().forEach(ProcessHandle::destroy);
    driver.destroy();
  }
}
