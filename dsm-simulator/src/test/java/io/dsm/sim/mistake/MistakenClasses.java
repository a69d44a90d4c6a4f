// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import io.dsm.sim.oracle.Alarms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads the product and the simulator once more, with a mistake in it. */
final class MistakenClasses extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final Mistake mistake;

  MistakenClasses(Mistake mistake) {
    super(MistakenClasses.class.getClassLoader());
    this.mistake = mistake;
  }

  /** Loads every class that is changed, so that a mistake that does not fit is told at once. */
  void load() throws ClassNotFoundException {
    for (Cut cut : mistake.cuts()) {
      loadClass(cut.type());
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    // Alarms listen to the logging of the whole JVM, so there is one of them.
    if (!name.startsWith("io.dsm.") || name.equals(Alarms.class.getName())) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] code;
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(
            name + " is not on the class path; if the product renamed it, adapt '" + mistake + "'");
      }
      code = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Cut cut : mistake.cuts()) {
      if (cut.type().equals(name)) {
        code = cut.apply(mistake.name(), code, getParent());
      }
    }
    return defineClass(name, code, 0, code.length);
  }
}
