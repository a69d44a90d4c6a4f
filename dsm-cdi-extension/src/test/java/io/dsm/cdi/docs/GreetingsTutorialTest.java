// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.greetings.Greetings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first program of docs/tutorial/plain-java.md, in two processes. */
class GreetingsTutorialTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void whatIsTypedInOneProcessIsPrintedByTheOther() throws Exception {
    int a = freePort();
    int b = freePort();
    Process first = start("a", a, b);
    Process second = start("b", b, a);
    try {
      type(first, "hello from a");
      awaitOutput("b", "hello from a");
      type(second, "hello from b");
      awaitOutput("a", "hello from b");
      first.getOutputStream().close();
      second.getOutputStream().close();
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).isZero();
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }
  }

  private Process start(String name, int port, int other) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Greetings.class.getName(),
            name,
            Integer.toString(port),
            Integer.toString(other))
        .redirectErrorStream(true)
        .redirectOutput(output(name).toFile())
        .start();
  }

  private Path output(String name) {
    return folder.resolve(name + ".log");
  }

  private static void type(Process process, String line) throws IOException {
    process
        .getOutputStream()
        .write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private void awaitOutput(String name, String text) {
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(Files.readString(output(name))).contains(text));
  }

  /** Below the ports the system gives to clients, and so is that of the crash detector. */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 27_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (java.net.BindException taken) {
        continue;
      }
    }
  }
}
