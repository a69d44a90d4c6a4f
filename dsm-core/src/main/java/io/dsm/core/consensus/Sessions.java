// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Remembers the last outcomes of each session, so that a command sent again is not applied again.
 * Replicated and deterministic. One session per node: that of its latest life.
 *
 * <p>Bounded: outcomes a session has settled are dropped, the oldest beyond a count count as
 * settled, and of too many nodes the one that has been silent longest is forgotten.
 */
final class Sessions {

  static final int NODES = 4_096;
  static final int OUTCOMES = 2_048;
  private static final int VERSION = 1;
  private static final int CHUNK_BYTES = 192 * 1024;

  /** Silent longest first. */
  private final LinkedHashMap<NodeId, Session> sessions = new LinkedHashMap<>();

  private static final class Session {
    private final Incarnation incarnation;
    private final TreeMap<Long, byte[]> outcomes = new TreeMap<>();
    private long settled;
    private boolean ended;

    Session(Incarnation incarnation, long settled) {
      this.incarnation = incarnation;
      this.settled = settled;
    }

    void settle(long upTo) {
      settled = Math.max(settled, upTo);
      // Mostly none or one, for which a view of the map would cost more than everything else here.
      while (!outcomes.isEmpty() && outcomes.firstKey() <= settled) {
        outcomes.pollFirstEntry();
      }
    }
  }

  /** Applies the command of an envelope unless it has been applied or must not be. */
  Verdict once(Envelope.OfSession envelope, Supplier<Optional<byte[]>> command) {
    Session session = session(envelope.session(), envelope.settled());
    if (session.incarnation.compareTo(envelope.session().incarnation()) > 0) {
      return new Verdict.SessionEnded();
    }
    byte[] known = session.outcomes.get(envelope.number());
    if (known != null) {
      return new Verdict.Applied(known);
    }
    if (session.ended) {
      return new Verdict.SessionEnded();
    }
    if (envelope.number() <= session.settled) {
      return new Verdict.Forgotten();
    }
    session.settle(Math.min(envelope.settled(), envelope.number() - 1));
    Optional<byte[]> outcome = command.get();
    if (outcome.isEmpty()) {
      return new Verdict.Unreadable();
    }
    session.outcomes.put(envelope.number(), outcome.get());
    while (session.outcomes.size() > OUTCOMES) {
      session.settle(session.outcomes.firstKey());
    }
    return new Verdict.Applied(outcome.get());
  }

  /** Nothing of this member's life is applied any more. Its outcomes are dropped. */
  void end(Member member) {
    Session session = sessions.get(member.node());
    if (session != null && session.incarnation.equals(member.incarnation())) {
      session.ended = true;
      session.outcomes.clear();
    }
  }

  private Session session(Member member, long settled) {
    Session present = sessions.remove(member.node());
    Session session =
        present == null || present.incarnation.compareTo(member.incarnation()) < 0
            ? new Session(member.incarnation(), settled)
            : present;
    sessions.put(member.node(), session);
    if (sessions.size() > NODES) {
      sessions.remove(sessions.firstEntry().getKey());
    }
    return session;
  }

  /** Equal sessions give equal chunks. */
  List<byte[]> chunks() {
    List<byte[]> chunks = new ArrayList<>();
    ByteSink sink = new ByteSink().byteOf(VERSION);
    for (Map.Entry<NodeId, Session> entry : sessions.entrySet()) {
      Session session = entry.getValue();
      sink = roomy(chunks, sink).byteOf(1).text(entry.getKey().value());
      sink.longOf(session.incarnation.value());
      sink.longOf(session.settled).byteOf(session.ended ? 1 : 0);
      for (Map.Entry<Long, byte[]> outcome : session.outcomes.entrySet()) {
        sink = roomy(chunks, sink).byteOf(2).longOf(outcome.getKey()).blob(outcome.getValue());
      }
    }
    chunks.add(sink.toBytes());
    return chunks;
  }

  private static ByteSink roomy(List<byte[]> chunks, ByteSink sink) {
    if (sink.size() <= CHUNK_BYTES) {
      return sink;
    }
    chunks.add(sink.toBytes());
    return new ByteSink().byteOf(VERSION);
  }

  /** Raises {@link IllegalArgumentException} if the chunks are not those of sessions. */
  static Sessions of(List<byte[]> chunks) {
    Sessions sessions = new Sessions();
    Session current = new Session(new Incarnation(1), 0);
    for (byte[] chunk : chunks) {
      ByteSource source = new ByteSource(chunk);
      if (source.byteOf() != VERSION) {
        throw new IllegalArgumentException("unknown version of sessions");
      }
      while (source.hasMore()) {
        current = sessions.read(source, current);
      }
    }
    return sessions;
  }

  private Session read(ByteSource source, Session current) {
    int kind = source.byteOf();
    switch (kind) {
      case 1 -> {
        NodeId node = NodeId.of(source.text(64));
        Session session = new Session(new Incarnation(source.longOf()), source.longOf());
        session.ended = source.byteOf() == 1;
        sessions.put(node, session);
        return session;
      }
      case 2 -> current.outcomes.put(source.longOf(), source.blob(Verdict.BYTES));
      default -> throw new IllegalArgumentException("unknown record " + kind + " of sessions");
    }
    return current;
  }
}
