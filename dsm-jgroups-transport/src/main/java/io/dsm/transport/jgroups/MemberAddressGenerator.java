// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import org.jgroups.Address;
import org.jgroups.stack.AddressGenerator;

/** Gives the channel of a member its address; asked by JGroups at every connect. */
record MemberAddressGenerator(Member self) implements AddressGenerator {

  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"})
  public Address generateAddress() {
    return MemberAddress.of(self);
  }

  @Override
  public Address generateAddress(String name) {
    return MemberAddress.of(self);
  }
}
