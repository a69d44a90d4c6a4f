// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/** Unpacks archives and starts an application from each. */
public abstract class EmbeddedContainer implements DeployableContainer<NoConfiguration> {

  private static final String CLASSES = "/WEB-INF/classes/";
  private static final String BEANS = "/WEB-INF/beans.xml";

  private final Map<String, Application> running = new ConcurrentHashMap<>();

  /**
   * Where the protocol finds an application. Arquillian keeps it after the application is gone, so
   * it holds a name.
   */
  record Lookup(EmbeddedContainer container, String archive) {

    Application application() {
      Application found = container.running.get(archive);
      if (found == null) {
        throw new IllegalStateException(archive + " is not deployed; the test cannot run in it");
      }
      return found;
    }
  }

  /**
   * Starts an application.
   *
   * @param classes folder with its classes, its settings and {@code META-INF/beans.xml}
   * @throws Exception if it is refused; the messages of its causes are what its user reads
   */
  protected abstract Application start(String name, Path classes) throws Exception;

  @Override
  public Class<NoConfiguration> getConfigurationClass() {
    return NoConfiguration.class;
  }

  @Override
  public void setup(NoConfiguration configuration) {}

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return EmbeddedProtocol.DESCRIPTION;
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      Application application = start(archive.getName(), unpacked(archive));
      running.put(archive.getName(), application);
      return new ProtocolMetaData().addContext(new Lookup(this, archive.getName()));
    } catch (Exception refusal) {
      throw new DeploymentException(archive.getName() + " was refused", refusal);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void undeploy(Archive<?> archive) throws DeploymentException {
    Application application = running.remove(archive.getName());
    if (application == null) {
      return;
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(application.loader());
    try {
      application.stop();
    } catch (Exception failure) {
      throw new DeploymentException(archive.getName() + " did not stop", failure);
    } finally {
      thread.setContextClassLoader(before);
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

  private static Path unpacked(Archive<?> archive) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "application-").toAbsolutePath();
    for (Map.Entry<ArchivePath, Node> each : archive.getContent().entrySet()) {
      String path = each.getKey().get();
      if (path.startsWith(CLASSES)) {
        write(each.getValue(), folder.resolve(path.substring(CLASSES.length())));
      } else if (path.equals(BEANS)) {
        write(each.getValue(), folder.resolve("META-INF/beans.xml"));
      }
    }
    return folder;
  }

  private static void write(Node node, Path file) throws IOException {
    if (node.getAsset() != null) {
      Files.createDirectories(file.resolveSibling("."));
      try (var bytes = node.getAsset().openStream()) {
        Files.copy(bytes, file);
      }
    }
  }
}
