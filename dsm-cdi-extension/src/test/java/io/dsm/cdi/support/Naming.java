// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.support;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** JNDI as a server has it, for the time of a test. */
public final class Naming implements InitialContextFactory, AutoCloseable {

  private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

  /** Called by JNDI. */
  public Naming() {}

  /** Begins to be there. */
  public static Naming begin() {
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
    return new Naming();
  }

  public Naming bind(String name, Object object) {
    BOUND.put(name, object);
    return this;
  }

  @Override
  public Context getInitialContext(Hashtable<?, ?> environment) {
    return (Context)
        Proxy.newProxyInstance(
            Naming.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("lookup")) {
                throw new UnsupportedOperationException(method.getName());
              }
              Object found = BOUND.get(String.valueOf(arguments[0]));
              if (found == null) {
                throw new NameNotFoundException(String.valueOf(arguments[0]));
              }
              return found;
            });
  }

  @Override
  public void close() {
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    BOUND.clear();
  }
}
