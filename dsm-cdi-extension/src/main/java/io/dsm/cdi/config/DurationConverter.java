// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import jakarta.annotation.Priority;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Durations as DSM's settings are written, {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h},
 * {@code 7d} or ISO-8601, for the application's own settings, too. A converter that the platform or
 * the application brings for durations goes before it.
 */
@Priority(DurationConverter.LAST)
public final class DurationConverter implements Converter<Duration> {

  /** Converters without priority have 100, those of platforms 1 or much more. */
  static final int LAST = 10;

  private static final long serialVersionUID = 1;

  /**
   * The duration a text means.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static Duration parse(String text) {
    return Values.duration(text.strip());
  }

  @Override
  public Duration convert(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(wrong.getMessage() + "; " + Values.DURATIONS, wrong);
    }
  }
}
