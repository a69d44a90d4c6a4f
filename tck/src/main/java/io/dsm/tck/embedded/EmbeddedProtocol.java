// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.embedded;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.test.spi.ContainerMethodExecutor;
import org.jboss.arquillian.container.test.spi.TestDeployment;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentPackager;
import org.jboss.arquillian.container.test.spi.client.deployment.ProtocolArchiveProcessor;
import org.jboss.arquillian.container.test.spi.client.protocol.Protocol;
import org.jboss.arquillian.container.test.spi.command.CommandCallback;
import org.jboss.arquillian.test.spi.TestMethodExecutor;
import org.jboss.arquillian.test.spi.TestResult;
import org.jboss.shrinkwrap.api.Archive;

/** Runs test methods in the class loader of the application, in this JVM. */
public final class EmbeddedProtocol implements Protocol<NoConfiguration> {

  static final ProtocolDescription DESCRIPTION = new ProtocolDescription("embedded");

  @Override
  public Class<NoConfiguration> getProtocolConfigurationClass() {
    return NoConfiguration.class;
  }

  @Override
  public ProtocolDescription getDescription() {
    return DESCRIPTION;
  }

  @Override
  public DeploymentPackager getPackager() {
    return Unchanged.INSTANCE;
  }

  @Override
  public ContainerMethodExecutor getExecutor(
      NoConfiguration configuration, ProtocolMetaData metaData, CommandCallback callback) {
    EmbeddedContainer.Lookup lookup =
        metaData.getContexts(EmbeddedContainer.Lookup.class).iterator().next();
    return test -> invoke(lookup.application(), test);
  }

  private enum Unchanged implements DeploymentPackager {
    INSTANCE;

    @Override
    public Archive<?> generateDeployment(
        TestDeployment deployment, Collection<ProtocolArchiveProcessor> processors) {
      return deployment.getApplicationArchive();
    }
  }

  private static TestResult invoke(Application application, TestMethodExecutor test) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(application.loader());
    try {
      Method inside =
          Class.forName(TestInside.class.getName(), true, application.loader())
              .getMethod("run", Object.class, String.class, String.class);
      inside.invoke(
          null,
          application.lookup(),
          test.getInstance().getClass().getName(),
          test.getMethodName());
      return TestResult.passed();
    } catch (InvocationTargetException failure) {
      return TestResult.failed(failure.getCause());
    } catch (ReflectiveOperationException failure) {
      return TestResult.failed(failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
