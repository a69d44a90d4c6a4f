// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jgroups.JChannel;

/**
 * A fork of the channel that a WildFly server runs for itself. The server's factory is found by
 * name and called by reflection, so that nothing here is compiled against a server.
 *
 * <p>The classes of JGroups must be the server's: the deployment depends on its module, and that
 * module goes before the jar inside the deployment.
 */
final class ServerChannel {

  /** Where WildFly binds the factory of forks of its default channel. */
  static final String FACTORY = "java:jboss/jgroups/factory/default";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final String REMEDY =
      "; this node does not start; run the server with a configuration that has the subsystem"
          + " jgroups, such as standalone-ha.xml, and put dsm-wildfly into the deployment, or remove"
          + " dsm.cluster.channel";

  private ServerChannel() {}

  /**
   * A fork that is not connected. One server has one of that name at a time.
   *
   * @throws DsmException.Rejected if there is no such server, or its classes cannot be used here
   */
  static JChannel fork(String name) {
    Object channel = created(factory(), name);
    if (channel instanceof JChannel fork) {
      return fork;
    }
    throw new DsmException.Rejected(
        "the server's channel is of another copy of JGroups (" + channel.getClass() + ")" + REMEDY);
  }

  /** The server binds it when the deployment asks for it, which may take a moment. */
  @SuppressWarnings("BanJNDI") // a fixed name in the server that this runs in
  private static Object factory() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        Object found = new InitialContext().lookup(FACTORY);
        if (found != null) {
          return found;
        }
        throw new NamingException("nothing is bound");
      } catch (NamingException e) {
        if (e instanceof NoInitialContextException || System.nanoTime() - end > 0) {
          throw new DsmException.Rejected(
              "there is no server channel: "
                  + FACTORY
                  + " cannot be looked up ("
                  + e
                  + ")"
                  + REMEDY,
              e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static Object created(Object factory, String name) {
    try {
      return createChannel(factory.getClass()).invoke(factory, name);
    } catch (InvocationTargetException e) {
      throw refused(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw refused(e);
    }
  }

  private static DsmException.Rejected refused(Throwable problem) {
    return new DsmException.Rejected(
        "the server gives no channel (" + StackFile.rootMessage(problem) + ")" + REMEDY, problem);
  }

  /** The method as an interface declares it: the class of the factory is not public. */
  private static Method createChannel(Class<?> factory) throws NoSuchMethodException {
    for (Class<?> type = factory; type != null; type = type.getSuperclass()) {
      for (Class<?> contract : type.getInterfaces()) {
        try {
          return contract.getMethod("createChannel", String.class);
        } catch (NoSuchMethodException _) {
          // another of its interfaces may declare it
        }
      }
    }
    throw new NoSuchMethodException(factory.getName() + ".createChannel(String)");
  }
}
