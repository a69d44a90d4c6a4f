// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

/**
 * A value somebody set.
 *
 * @param key full key
 * @param value as written
 * @param source name of the configuration source it came from
 */
record Setting(String key, String value, String source) {

  /** Key, value and source, as they begin the report of a problem. */
  String shown() {
    return key + " = '" + value + "' (from " + source + ")";
  }
}
