// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import org.eclipse.microprofile.config.spi.Converter;

/** Sizes as DSM's settings are written, for the application's own settings, too. */
public final class ByteSizeConverter implements Converter<ByteSize> {

  private static final long serialVersionUID = 1;

  @Override
  public ByteSize convert(String text) {
    return ByteSize.parse(text);
  }
}
