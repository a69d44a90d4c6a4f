// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.clock.Versions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 over keys in order with their records. */
final class RegisterDigest {
  private RegisterDigest() {}

  static <V> byte[] of(Map<String, RegisterCell<V>> cells) {
    MessageDigest digest = sha256();
    ByteWriter out = new ByteWriter();
    for (Map.Entry<String, RegisterCell<V>> entry : new TreeMap<>(cells).entrySet()) {
      RegisterRecord record = entry.getValue().record();
      out.reset().writeString(entry.getKey());
      Versions.write(out, record.version());
      record.writeBody(out);
      digest.update(out.toByteArray());
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
