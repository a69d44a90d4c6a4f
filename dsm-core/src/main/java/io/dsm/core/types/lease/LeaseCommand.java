// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;
import java.util.List;

/** What can be asked of the replicated state of leases. */
public sealed interface LeaseCommand {

  /**
   * Asks for a key.
   *
   * @param abandoned greatest token under which the owner has already ended an ownership of this
   *     key in its own books: such a token must not begin again
   */
  record Acquire(LeaseKey key, Member owner, LeaseValue value, LeaseTiming timing, long abandoned)
      implements LeaseCommand {}

  /**
   * Asks for a key and, if another owns it, for a place in the line of those who wait.
   *
   * @param ticket number of the asking, greater than those before
   */
  record Join(Acquire asked, long ticket) implements LeaseCommand {}

  /** Gives a place in the line up. An ownership that has come meanwhile stays. */
  record Leave(LeaseKey key, Member owner, long ticket) implements LeaseCommand {}

  /** The leader does not see that member any more: it need not be waited for. */
  record Forget(Member member) implements LeaseCommand {}

  /**
   * Somebody wants an ownership to end: it is not renewed any more, so that it runs out unless its
   * holder gives it up before.
   */
  record Revoke(LeaseClaim claim) implements LeaseCommand {}

  /** Renews leases of one owner, all together. */
  record Renew(Member owner, List<LeaseClaim> claims) implements LeaseCommand {
    public Renew {
      claims = List.copyOf(claims);
    }
  }

  /**
   * Makes another member the owner, under a new token.
   *
   * @param consent the number under which the target agreed, which it is told again; zero for none
   */
  record Transfer(LeaseClaim claim, Member owner, Member target, long consent)
      implements LeaseCommand {

    public Transfer(LeaseClaim claim, Member owner, Member target) {
      this(claim, owner, target, 0);
    }
  }

  /** Frees a key. */
  record Release(LeaseClaim claim, Member owner) implements LeaseCommand {}

  /** Frees all keys of a member that goes. */
  record ReleaseAll(Member owner) implements LeaseCommand {}

  /**
   * The grantor has waited long enough since that many renewals. Does nothing if the lease was
   * renewed meanwhile.
   */
  record Expire(LeaseClaim claim, long renewals) implements LeaseCommand {}
}
