// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An echoing member in a JVM of its own, so that it can be killed or frozen like a real one. */
final class ChildNode implements AutoCloseable {

  private final Process process;

  private ChildNode(Process process) {
    this.process = process;
  }

  /** Starts a member in a new JVM; it joins in its own time. */
  static ChildNode start(Member self, InetSocketAddress own, List<InetSocketAddress> seeds) {
    try {
      return new ChildNode(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:TieredStopAtLevel=1",
                  "-Ddsm.test.incarnation=" + self.incarnation(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ChildNode.class.getName(),
                  self.node().value(),
                  Integer.toString(own.getPort()),
                  seeds.stream()
                      .map(seed -> Integer.toString(seed.getPort()))
                      .collect(Collectors.joining(",")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGSTOP: the process is there and says nothing. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() throws Exception {
    signal("-CONT");
  }

  static boolean canSignal() {
    return File.separatorChar == '/';
  }

  private void signal(String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IllegalStateException("kill " + signal + " failed");
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** The member: leaves when its parent goes away. */
  public static void main(String[] arguments) throws IOException {
    List<InetSocketAddress> seeds =
        List.of(arguments[2].split(",", -1)).stream()
            .map(port -> new InetSocketAddress("127.0.0.1", Integer.parseInt(port)))
            .toList();
    InetSocketAddress own = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
    try (TestNode node = new TestNode(arguments[0], TestNode.unicast(own, seeds))) {
      node.openEchoing();
      while (System.in.read() >= 0) {
        // the parent writes nothing: end of stream means it has ended
      }
    }
  }
}
