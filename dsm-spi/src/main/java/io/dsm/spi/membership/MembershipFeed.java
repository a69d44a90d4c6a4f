// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.membership;

/** Source of views. Thread-safe. */
public interface MembershipFeed {

  /**
   * Sets the one listener. Called once, before the transport opens; the first view, which contains
   * at least this member, is delivered before the opening returns.
   */
  void subscribe(MembershipListener listener);
}
