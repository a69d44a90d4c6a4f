// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseChange;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseQueries;
import io.dsm.core.types.lease.LeaseQueryCodec;
import io.dsm.core.types.lease.LeaseSnapshots;
import io.dsm.core.types.lease.LeaseState;
import io.dsm.core.types.ref.RefChanged;
import io.dsm.core.types.ref.RefCodec;
import io.dsm.core.types.ref.RefCommand;
import io.dsm.core.types.ref.RefQuery;
import io.dsm.core.types.ref.RefState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The state machine behind the replicated log: sessions around leases and references.
 * Deterministic; who watches it cannot influence it.
 */
final class VoterMachine implements StateMachine {

  private static final byte LEASES = 1;
  private static final byte SESSIONS = 2;
  private static final byte REFS = 3;

  private final Watcher watcher;
  private LeaseState state = new LeaseState();
  private RefState refs = new RefState();
  private Sessions sessions = new Sessions();

  /** Told what happens to the machine, on the log's thread. */
  interface Watcher {
    void changed(List<LeaseChange> changes);

    void changed(RefChanged change);

    /** A member wants to be told of changes of references. */
    void follows(Member member, List<RefQuery.Known> known);

    /** How long the watcher would keep others out of a key, in nanoseconds. */
    long remainingNanos(LeaseKey key, LeaseGrant grant);

    /** How long the watcher has known that ownership, in nanoseconds. */
    long heldNanos(LeaseKey key, LeaseGrant grant);

    /** This voter leads from now on; owned keys can be visited. */
    void leads(LeaseState state);

    void leadsNoMore();
  }

  VoterMachine(Watcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public byte[] apply(long index, byte[] command) {
    Verdict verdict;
    try {
      verdict =
          switch (Envelope.decode(command)) {
            case Envelope.OfSession envelope ->
                sessions.once(envelope, () -> outcome(envelope.command()));
            case Envelope.OfLeader(var bytes) ->
                outcome(bytes)
                    .<Verdict>map(Verdict.Applied::new)
                    .orElseGet(Verdict.Unreadable::new);
          };
    } catch (IllegalArgumentException unreadable) {
      // Equal on all voters: the same bytes are unreadable to all.
      verdict = new Verdict.Unreadable();
    }
    return Verdict.encode(verdict);
  }

  private Optional<byte[]> outcome(byte[] bytes) {
    try {
      return Optional.of(
          RefCodec.isOwn(bytes)
              ? outcome(RefCodec.command(bytes))
              : outcome(LeaseCodec.command(bytes)));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private byte[] outcome(RefCommand command) {
    RefState.Applied applied = refs.apply(command);
    applied.change().ifPresent(watcher::changed);
    return RefCodec.encode(applied.outcome());
  }

  private byte[] outcome(LeaseCommand command) {
    LeaseState.Applied applied = state.apply(command);
    if (command instanceof LeaseCommand.ReleaseAll(var owner)) {
      // Whatever of this member is still under way must not own anything after it has gone.
      sessions.end(owner);
    }
    watcher.changed(applied.changes());
    return LeaseCodec.encode(applied.outcome());
  }

  @Override
  public byte[] query(byte[] query) {
    if (RefCodec.isOwn(query)) {
      RefQuery asked = RefCodec.query(query);
      if (asked instanceof RefQuery.Follow(var member, var known)) {
        watcher.follows(member, known);
      }
      return RefCodec.encode(refs.answer(asked));
    }
    return LeaseQueryCodec.encode(
        new LeaseQueries(state, watcher::remainingNanos, watcher::heldNanos)
            .answer(LeaseQueryCodec.query(query)));
  }

  @Override
  public List<byte[]> snapshot() {
    List<byte[]> chunks = new ArrayList<>();
    LeaseSnapshots.chunks(state).forEach(chunk -> chunks.add(tagged(LEASES, chunk)));
    refs.chunks().forEach(chunk -> chunks.add(tagged(REFS, chunk)));
    sessions.chunks().forEach(chunk -> chunks.add(tagged(SESSIONS, chunk)));
    return chunks;
  }

  @Override
  public void install(long index, List<byte[]> chunks) {
    List<byte[]> leases = new ArrayList<>();
    List<byte[]> others = new ArrayList<>();
    List<byte[]> references = new ArrayList<>();
    for (byte[] chunk : chunks) {
      byte[] content = Arrays.copyOfRange(chunk, 1, chunk.length);
      switch (chunk[0]) {
        case LEASES -> leases.add(content);
        case SESSIONS -> others.add(content);
        case REFS -> references.add(content);
        default -> throw new IllegalArgumentException("unknown chunk " + chunk[0]);
      }
    }
    LeaseState installed = LeaseSnapshots.state(leases);
    RefState written = RefState.of(references);
    sessions = Sessions.of(others);
    refs = written;
    state = installed;
  }

  @Override
  public void leadershipChanged(boolean leading) {
    if (leading) {
      watcher.leads(state);
    } else {
      watcher.leadsNoMore();
    }
  }

  private static byte[] tagged(byte tag, byte[] chunk) {
    byte[] tagged = new byte[chunk.length + 1];
    tagged[0] = tag;
    System.arraycopy(chunk, 0, tagged, 1, chunk.length);
    return tagged;
  }
}
