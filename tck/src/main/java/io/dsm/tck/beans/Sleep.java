// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** What a container does to the fields of a bean it passivates. */
public final class Sleep {

  private Sleep() {}

  /** Writes an object and reads it again, with the class loader of the thread. */
  public static <T> T andWake(Class<T> type, Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in = new Waking(bytes.toByteArray())) {
      return type.cast(in.readObject());
    }
  }

  private static final class Waking extends ObjectInputStream {
    Waking(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(description.getName(), false, loader);
    }
  }
}
