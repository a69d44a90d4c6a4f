// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

/**
 * Something wrong with a deployment.
 *
 * @param where bean class and member, or key, value and the source of the value
 * @param what is wrong
 * @param consequence what cannot work because of it
 * @param fix what to write instead
 */
public record Problem(String where, String what, String consequence, String fix) {

  @Override
  public String toString() {
    return where + ": " + what + "; " + consequence + "; " + fix;
  }
}
