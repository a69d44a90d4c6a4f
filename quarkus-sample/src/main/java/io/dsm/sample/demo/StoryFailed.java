// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

/** Something the story tells did not happen. */
public final class StoryFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoryFailed(String message) {
    super(message);
  }

  public StoryFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
