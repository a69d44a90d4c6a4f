// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.DsmException;
import io.dsm.core.codec.Codecs;
import java.lang.reflect.Type;
import java.util.Optional;

/** Asks the core whether it can derive a codec. */
public final class CodecCheck implements Surroundings.Codecs {

  @Override
  public Optional<String> problemOf(Type type) {
    try {
      Codecs.forType(type, Optional.empty());
      return Optional.empty();
    } catch (DsmException.Rejected refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }
}
