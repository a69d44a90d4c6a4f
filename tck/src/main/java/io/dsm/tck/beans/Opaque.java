// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

/** A type in which DSM sees no structure. */
public final class Opaque {

  private final String text;

  public Opaque(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
