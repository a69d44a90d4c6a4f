// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.core.types.lease.LeaseCommand.Acquire;
import io.dsm.core.types.lease.LeaseCommand.Expire;
import io.dsm.core.types.lease.LeaseCommand.Forget;
import io.dsm.core.types.lease.LeaseCommand.Join;
import io.dsm.core.types.lease.LeaseCommand.Leave;
import io.dsm.core.types.lease.LeaseCommand.Release;
import io.dsm.core.types.lease.LeaseCommand.ReleaseAll;
import io.dsm.core.types.lease.LeaseCommand.Renew;
import io.dsm.core.types.lease.LeaseCommand.Revoke;
import io.dsm.core.types.lease.LeaseCommand.Transfer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Binary form of commands and outcomes: version, tag, fields. Canonical. */
public final class LeaseCodec {

  static final int VERSION = 1;

  private LeaseCodec() {}

  public static byte[] encode(LeaseCommand command) {
    ByteSink sink = new ByteSink().byteOf(VERSION);
    switch (command) {
      case Acquire acquire -> {
        write(sink.byteOf(1), acquire);
      }
      case Renew(var owner, var claims) ->
          sink.byteOf(2).member(owner).each(claims, claim -> claim.writeTo(sink));
      case Transfer(var claim, var owner, var target, var consent) -> {
        claim.writeTo(sink.byteOf(consent == 0 ? 3 : 11));
        sink.member(owner).member(target);
        if (consent != 0) {
          sink.longOf(consent);
        }
      }
      case Release(var claim, var owner) -> {
        claim.writeTo(sink.byteOf(4));
        sink.member(owner);
      }
      case ReleaseAll(var owner) -> sink.byteOf(5).member(owner);
      case Expire(var claim, var renewals) -> {
        claim.writeTo(sink.byteOf(6));
        sink.longOf(renewals);
      }
      case Join(var asked, var ticket) -> write(sink.byteOf(7), asked).longOf(ticket);
      case Leave(var key, var owner, var ticket) -> {
        key.writeTo(sink.byteOf(8));
        sink.member(owner).longOf(ticket);
      }
      case Forget(var member) -> sink.byteOf(9).member(member);
      case Revoke(var claim) -> claim.writeTo(sink.byteOf(10));
    }
    return sink.toBytes();
  }

  private static ByteSink write(ByteSink sink, Acquire acquire) {
    acquire.key().writeTo(sink);
    sink.member(acquire.owner()).blob(acquire.value().bytes());
    acquire.timing().writeTo(sink);
    return sink.longOf(acquire.abandoned());
  }

  private static Acquire acquire(ByteSource source) {
    return new Acquire(
        LeaseKey.readFrom(source),
        source.member(),
        new LeaseValue(source.blob(LeaseLimits.VALUE_BYTES)),
        LeaseTiming.readFrom(source),
        source.longOf());
  }

  /** Raises {@link IllegalArgumentException} for anything but the canonical form of a command. */
  public static LeaseCommand command(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    return ByteSource.decoding(() -> source.end(command(source)));
  }

  private static LeaseCommand command(ByteSource source) {
    version(source);
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> acquire(source);
      case 2 -> new Renew(source.member(), claims(source));
      case 3 -> new Transfer(LeaseClaim.readFrom(source), source.member(), source.member());
      case 4 -> new Release(LeaseClaim.readFrom(source), source.member());
      case 5 -> new ReleaseAll(source.member());
      case 6 -> new Expire(LeaseClaim.readFrom(source), source.longOf());
      case 7 -> new Join(acquire(source), source.longOf());
      case 8 -> new Leave(LeaseKey.readFrom(source), source.member(), source.longOf());
      case 9 -> new Forget(source.member());
      case 10 -> new Revoke(LeaseClaim.readFrom(source));
      case 11 ->
          new Transfer(
              LeaseClaim.readFrom(source), source.member(), source.member(), consent(source));
      default -> throw new IllegalArgumentException("unknown lease command " + tag);
    };
  }

  public static byte[] encode(LeaseOutcome outcome) {
    ByteSink sink = new ByteSink().byteOf(VERSION);
    switch (outcome) {
      case LeaseOutcome.Granted(var grant) -> grant.writeTo(sink.byteOf(1));
      case LeaseOutcome.HeldByAnother(var grant) -> grant.writeTo(sink.byteOf(2));
      case LeaseOutcome.Renewed(var refused) ->
          sink.byteOf(3).each(ordered(refused), claim -> claim.writeTo(sink));
      case LeaseOutcome.Transferred(var token) -> sink.byteOf(4).longOf(token);
      case LeaseOutcome.Released(var keys) -> sink.byteOf(5).intOf(keys);
      case LeaseOutcome.NotHeld() -> sink.byteOf(6);
      case LeaseOutcome.Full(var bound) -> sink.byteOf(7).text(bound);
      case LeaseOutcome.Queued(var grant, var ahead) -> {
        grant.writeTo(sink.byteOf(8));
        sink.intOf(ahead);
      }
      case LeaseOutcome.Left() -> sink.byteOf(9);
      case LeaseOutcome.Revoking() -> sink.byteOf(10);
    }
    return sink.toBytes();
  }

  /** Raises {@link IllegalArgumentException} for anything but the canonical form of an outcome. */
  public static LeaseOutcome outcome(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    return ByteSource.decoding(() -> source.end(outcome(source)));
  }

  private static LeaseOutcome outcome(ByteSource source) {
    version(source);
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> new LeaseOutcome.Granted(LeaseGrant.readFrom(source));
      case 2 -> new LeaseOutcome.HeldByAnother(LeaseGrant.readFrom(source));
      case 3 -> new LeaseOutcome.Renewed(new HashSet<>(claims(source)));
      case 4 -> new LeaseOutcome.Transferred(source.longOf());
      case 5 -> new LeaseOutcome.Released(source.intOf());
      case 6 -> new LeaseOutcome.NotHeld();
      case 7 -> new LeaseOutcome.Full(source.text(1_024));
      case 8 -> new LeaseOutcome.Queued(LeaseGrant.readFrom(source), source.intOf());
      case 9 -> new LeaseOutcome.Left();
      case 10 -> new LeaseOutcome.Revoking();
      default -> throw new IllegalArgumentException("unknown lease outcome " + tag);
    };
  }

  private static List<LeaseClaim> claims(ByteSource source) {
    return source.each(LeaseLimits.CLAIMS, () -> LeaseClaim.readFrom(source));
  }

  private static List<LeaseClaim> ordered(Set<LeaseClaim> claims) {
    return claims.stream()
        .sorted(Comparator.comparing((LeaseClaim claim) -> claim.key().toString()))
        .toList();
  }

  static void version(ByteSource source) {
    int version = source.byteOf();
    if (version != VERSION) {
      throw new IllegalArgumentException("unknown version " + version + " of lease bytes");
    }
  }

  private static long consent(ByteSource source) {
    long consent = source.longOf();
    if (consent == 0) {
      throw new IllegalArgumentException("a transfer without consent in the form of one with it");
    }
    return consent;
  }
}
