// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.support;

/** Which extension discovers. */
public enum ExtensionKind {
  PORTABLE,
  BUILD_COMPATIBLE
}
