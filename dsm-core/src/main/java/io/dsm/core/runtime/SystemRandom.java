// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.spi.random.RandomSource;
import java.security.SecureRandom;

/** Random numbers seeded by the machine, so that two nodes started together differ. */
final class SystemRandom implements RandomSource {

  private final SecureRandom random = new SecureRandom();

  @Override
  public long nextLong() {
    return random.nextLong();
  }
}
