// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.RangeQuery;
import io.dsm.core.transport.RangeResult;
import io.dsm.core.transport.RangeWeights;
import io.dsm.crdt.VersionVector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * This node makes itself and one peer equal: it asks, applies what is newer there, sends what is
 * newer here. All state is here; the peer only answers. Whatever is lost is asked for again, and
 * when the session ends early, the next one finds what is left by comparing.
 */
public final class RangeSession {

  private final Scope scope;
  private final Pace pace;
  private final List<Frontier> frontiers = new ArrayList<>();
  private final TreeMap<Integer, Asked> asked = new TreeMap<>();
  private RangeResult.@Nullable Opened opened;
  private int steps;
  private boolean refused;
  private boolean closing;
  private long movedAtNanos;

  /**
   * What a session is about.
   *
   * @param number tells sessions of a node apart
   * @param known what was known here when it began
   * @param only the collections to compare; empty for all
   */
  public record Scope(
      long number, Member peer, VersionVector known, List<CollectionAddress> only, Limits limits) {

    public boolean isWhole() {
      return only.isEmpty();
    }
  }

  /**
   * Bounds.
   *
   * @param chunkBytes about the size of an answer
   * @param window questions under way at most
   * @param bytesPerSecond moved on average
   */
  public record Limits(int chunkBytes, int window, long bytesPerSecond) {}

  /** A question under way. */
  private record Asked(RangeQuery query, @Nullable Frontier frontier, long atNanos) {}

  public RangeSession(Scope scope, long nowNanos) {
    this.scope = scope;
    this.pace = new Pace(scope.limits().bytesPerSecond());
    this.movedAtNanos = nowNanos;
  }

  public Scope scope() {
    return scope;
  }

  /** The first question. */
  public Message.RangeAsk open(long nowNanos) {
    return ask(new RangeQuery.Open(scope.only()), null, nowNanos);
  }

  /** What the peer knew when it began; null before it has answered. */
  public RangeResult.@Nullable Opened opened() {
    return opened;
  }

  /** An entry was not taken on one side: the vectors do not stand for the content. */
  public void refuse() {
    refused = true;
  }

  /** Whether all that one side had the other has now. */
  public boolean isSound() {
    return !refused;
  }

  /** Whether nothing has come for so long that the peer must be gone. */
  public boolean isStale(long nowNanos, long patienceNanos) {
    return nowNanos - movedAtNanos > patienceNanos;
  }

  /** Whether the answer to that question is still awaited; others are late or doubled. */
  public boolean awaits(int step) {
    return asked.containsKey(step);
  }

  /** How long to wait before asking on; 0 if not at all. */
  public long waitNanos(long nowNanos) {
    return pace.waitNanos(nowNanos);
  }

  /** The peer has answered Open: what differs is compared. */
  public void opened(
      int step, RangeResult.Opened answer, List<? extends Reconcilable> mine, long nowNanos) {
    asked.remove(step);
    movedAtNanos = nowNanos;
    opened = answer;
    for (RangeResult.Summary theirs : answer.collections()) {
      for (Reconcilable own : mine) {
        if (own.tag().equals(theirs.tag()) && own.digest().root() != theirs.sum()) {
          Frontier frontier = new Frontier(own, scope.number(), scope.limits().chunkBytes());
          frontier.begin(theirs.entries());
          frontiers.add(frontier);
        }
      }
    }
  }

  /** The peer has answered, and the entries in the answer have been applied. */
  public void answered(int step, RangeResult result, long nowNanos) {
    Asked question = asked.remove(step);
    if (question == null) {
      return;
    }
    movedAtNanos = nowNanos;
    pace.spend(RangeWeights.of(result));
    Frontier frontier = question.frontier();
    if (frontier == null) {
      return;
    }
    if (question.query() instanceof RangeQuery.Compare compare
        && result instanceof RangeResult.Compared compared) {
      frontier.compared(compare.ranges(), compared.parts());
    } else if (question.query() instanceof RangeQuery.Fetch fetch
        && result instanceof RangeResult.Fetched fetched) {
      frontier.fetched(fetch, fetched);
    } else if (question.query() instanceof RangeQuery.Exchange exchange
        && result instanceof RangeResult.Exchanged exchanged) {
      frontier.exchanged(exchange.items(), exchanged);
    } else if (result instanceof RangeResult.Pushed pushed) {
      refused |= pushed.refused();
    } else {
      refused = true;
    }
  }

  /** The next questions, as many as may be under way and the pace allows. */
  public List<Message.RangeAsk> next(List<CollectionAddress> covered, long nowNanos) {
    List<Message.RangeAsk> questions = new ArrayList<>();
    while (opened != null
        && !closing
        && asked.size() < scope.limits().window()
        && pace.waitNanos(nowNanos) == 0) {
      Message.RangeAsk question = one(nowNanos);
      if (question == null) {
        break;
      }
      questions.add(question);
    }
    if (opened != null && !closing && asked.isEmpty() && isThrough()) {
      closing = true;
      boolean theirs = scope.isWhole() && isSound();
      questions.add(
          ask(
              new RangeQuery.Close(
                  theirs ? scope.known() : VersionVector.EMPTY, theirs ? covered : List.of()),
              null,
              nowNanos));
    }
    return questions;
  }

  private Message.@Nullable RangeAsk one(long nowNanos) {
    for (Frontier frontier : frontiers) {
      RangeQuery query = frontier.next(asked.isEmpty());
      if (query != null) {
        return ask(query, frontier, nowNanos);
      }
    }
    return null;
  }

  /** Questions that have waited too long for their answers, to be asked again. */
  public List<Message.RangeAsk> overdue(long nowNanos, long patienceNanos) {
    List<Message.RangeAsk> again = new ArrayList<>();
    asked.replaceAll(
        (step, question) -> {
          if (nowNanos - question.atNanos() < patienceNanos) {
            return question;
          }
          again.add(new Message.RangeAsk(scope.number(), step, question.query()));
          return new Asked(question.query(), question.frontier(), nowNanos);
        });
    return again;
  }

  private boolean isThrough() {
    return frontiers.stream().allMatch(Frontier::isEmpty);
  }

  private Message.RangeAsk ask(RangeQuery query, @Nullable Frontier frontier, long nowNanos) {
    asked.put(++steps, new Asked(query, frontier, nowNanos));
    pace.spend(RangeWeights.of(query));
    return new Message.RangeAsk(scope.number(), steps, query);
  }
}
