// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.process;

import io.dsm.tck.embedded.NoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * Starts a server as a process of this JVM's kind of Java, gives it archives and reads in its log
 * whether it took them. Its web server listens to the system property {@code tck.port.http}.
 */
public abstract class ServerContainer implements DeployableContainer<NoConfiguration> {

  private static final String SERVLET = "ArquillianServletRunnerEE9";

  private final Path folder;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private @Nullable Process process;
  private @Nullable ServerLog log;

  /** A server that keeps what it writes in a folder of that name below {@code target}. */
  protected ServerContainer(String name) {
    try {
      folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), name + "-");
    } catch (IOException full) {
      throw new UncheckedIOException("no folder for the server", full);
    }
  }

  /** How to start it: everything behind the name of the Java executable. */
  protected abstract List<String> arguments() throws IOException;

  /** The file in which it tells of deployments; its console unless told otherwise. */
  protected Path log() {
    return console();
  }

  /** What it writes when it is ready for deployments. */
  protected abstract Pattern ready();

  /** Gives it an archive. */
  protected abstract void put(Path war, Process server) throws IOException;

  /** Takes an archive from it. */
  protected abstract void remove(Path war, Process server) throws IOException;

  /** What it writes when it has deployed that application; the group {@code refused} if not. */
  protected abstract Pattern deployed(String application);

  /** What it writes when it has undeployed that application. */
  protected abstract Pattern undeployed(String application);

  /** Environment of the process. */
  protected Map<String, String> environment() {
    return Map.of();
  }

  /** Where the server may write. */
  protected final Path folder() {
    return folder.toAbsolutePath();
  }

  private Path console() {
    return folder().resolve("console.log");
  }

  /** Where its web server shall listen. */
  protected static String httpPort() {
    return System.getProperty("tck.port.http");
  }

  @Override
  public Class<NoConfiguration> getConfigurationClass() {
    return NoConfiguration.class;
  }

  @Override
  public void setup(NoConfiguration configuration) {}

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 6.0");
  }

  @Override
  public void start() throws LifecycleException {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      builder.command().addAll(arguments());
      builder.environment().putAll(environment());
      Process started =
          builder.redirectErrorStream(true).redirectOutput(console().toFile()).start();
      process = started;
      // Also where the run is broken off and Arquillian gets no chance to stop it.
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
      log = new ServerLog(log(), started::isAlive);
      log.awaitSince(0, ready());
    } catch (IOException failure) {
      throw new LifecycleException("the server did not start; see " + folder, failure);
    }
  }

  @Override
  public void stop() throws LifecycleException {
    Process started = process;
    if (started == null) {
      return;
    }
    started.destroy();
    try {
      if (!started.waitFor(60, TimeUnit.SECONDS)) {
        started.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      started.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    String name = application(archive);
    Path war = folder().resolve(archive.getName());
    try {
      archive.as(ZipExporter.class).exportTo(war.toFile(), true);
      ServerLog answers = answers();
      long start = answers.end();
      put(war, server());
      Pattern deployed = deployed(name);
      String answer = answers.awaitSince(start, deployed);
      var found = deployed.matcher(answer);
      if (found.find() && found.group("refused") != null) {
        remove(war, server());
        throw new DeploymentException(name + " was refused: " + answer);
      }
    } catch (IOException failure) {
      throw new DeploymentException(name + " could not be given to the server", failure);
    }
    running.add(name);
    HTTPContext web = new HTTPContext("127.0.0.1", Integer.parseInt(httpPort()));
    return new ProtocolMetaData().addContext(web.add(new Servlet(SERVLET, "/" + name)));
  }

  @Override
  public void undeploy(Archive<?> archive) throws DeploymentException {
    String name = application(archive);
    if (!running.remove(name)) {
      return; // It was refused.
    }
    try {
      ServerLog answers = answers();
      long start = answers.end();
      remove(folder().resolve(archive.getName()), server());
      answers.awaitSince(start, undeployed(name));
    } catch (IOException failure) {
      throw new DeploymentException(name + " could not be taken from the server", failure);
    }
  }

  @Override
  @Deprecated
  public void deploy(Descriptor descriptor) {
    throw new UnsupportedOperationException("only archives are deployed");
  }

  @Override
  @Deprecated
  public void undeploy(Descriptor descriptor) {
    throw new UnsupportedOperationException("only archives are deployed");
  }

  private Process server() {
    if (process == null) {
      throw new IllegalStateException("the server was not started");
    }
    return process;
  }

  private ServerLog answers() {
    if (log == null) {
      throw new IllegalStateException("the server was not started");
    }
    return log;
  }

  private static String application(Archive<?> archive) {
    return archive.getName().replaceFirst("\\.war$", "");
  }
}
