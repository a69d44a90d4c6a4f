// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.cdi.config.DurationConverter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What a default looks like, and so what may replace it. Ordered from narrow to wide. */
enum Shape {
  BOOLEAN {
    @Override
    boolean accepts(String value) {
      return WORDS.contains(value.toLowerCase(Locale.ROOT));
    }
  },
  INT {
    @Override
    boolean accepts(String value) {
      return isRead(() -> Integer.parseInt(value));
    }
  },
  LONG {
    @Override
    boolean accepts(String value) {
      return isRead(() -> Long.parseLong(value));
    }
  },
  DECIMAL {
    @Override
    boolean accepts(String value) {
      return isRead(() -> new BigDecimal(value));
    }
  },
  DURATION {
    @Override
    boolean accepts(String value) {
      return isRead(() -> DurationConverter.parse(value));
    }
  },
  TEXT {
    @Override
    boolean accepts(String value) {
      return !value.isEmpty();
    }
  };

  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n");

  /** Whether a value of this shape may be written so. */
  abstract boolean accepts(String value);

  /** The narrowest shape of a value. */
  static Shape of(String value) {
    return Arrays.stream(values()).filter(it -> it.accepts(value)).findFirst().orElse(TEXT);
  }

  private static boolean isRead(Runnable parser) {
    try {
      parser.run();
      return true;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }
}
