// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import static io.dsm.core.engine.Given.HINTS_DECLARED;
import static io.dsm.core.engine.Given.PEER;
import static io.dsm.core.engine.Given.SELF;
import static io.dsm.core.engine.Given.THIRD;
import static io.dsm.core.engine.Given.VALUE;
import static io.dsm.core.engine.Given.WALL;
import static io.dsm.core.engine.Given.member;
import static io.dsm.core.engine.Given.version;
import static io.dsm.core.engine.Given.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Superseded;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.RangeQuery;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.crdt.VersionVector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Given a write in the log, when it is replayed, then what became of the write is sent. */
class ReplayEventsTest {

  private static final long HORIZON_MILLIS = 10_000;
  private static final Operation WRITE = write("k", version(WALL, PEER));
  private final Given given = Given.withPeer();

  @Test
  void aWriteWhoseRemovalNoLogHasIsSentAsThatRemoval() {
    comes(WRITE);
    Operation removal = tombstone("k", version(WALL + 1, THIRD));
    isPushed(removal);
    assertThat(replayed()).containsExactly(removal);
  }

  @Test
  void aWriteWhoseRemovalIsForgottenIsNotSentAgain() {
    comes(WRITE);
    isPushed(tombstone("k", version(WALL + 1, THIRD)));
    given.later(2 * HORIZON_MILLIS).when(new Event.RepairTick());
    assertThat(given.state.replicas().get(HINTS_DECLARED.address()).tombstones()).isZero();
    assertThat(replayed()).containsExactly(Superseded.OPERATION);
  }

  /** Who was told the first time that it is nothing would see it come back the second time. */
  @Test
  void aWriteWhoseRemovalIsForgottenIsNotSentAgainEvenIfTheKeyIsWrittenAnew() {
    Operation other = write("other", version(WALL + 2, PEER));
    comes(WRITE, other);
    isPushed(tombstone("k", version(WALL + 1, THIRD)));
    given.later(2 * HORIZON_MILLIS).when(new Event.RepairTick());
    isPushed(write("k", version(WALL + 2 * HORIZON_MILLIS, THIRD)));
    assertThat(replayed()).containsExactly(Superseded.OPERATION, other);
  }

  @Test
  void aWriteThatCameAfterTheRemovalIsSentThoughTheRemovalIsForgotten() {
    Operation anew = write("k", version(WALL + 2, PEER));
    comes(WRITE);
    isPushed(tombstone("k", version(WALL + 1, THIRD)));
    given.later(2 * HORIZON_MILLIS).when(new Event.RepairTick());
    given.when(new Event.DeltaReceived(PEER, new Message.Delta(PEER, 2, List.of(anew), false)));
    assertThat(replayed()).containsExactly(Superseded.OPERATION, anew);
  }

  @Test
  void aWriteWhoseTimeIsOverIsSentAsOneThatIsOver() {
    RegisterRecord record = RegisterRecord.expiring(version(WALL, PEER), VALUE, WALL + 5);
    comes(new Operation.Write(HINTS_DECLARED.tag(), "k", record));
    given.later(10).when(new Event.ExpiryTick());
    assertThat(replayed())
        .singleElement()
        .isInstanceOfSatisfying(
            Operation.Write.class, sent -> assertThat(sent.record().value()).isNull());
  }

  @Test
  void aWriteThatWasReplacedAndOneThatStandsAreSentAsTheyWere() {
    Operation second = write("k", version(WALL + 1, PEER));
    comes(WRITE, second);
    assertThat(replayed()).containsExactly(WRITE, second);
  }

  /** Nothing of it was applied here, so that there is nothing means nothing. */
  @Test
  void aWriteOfACollectionThatIsDeclaredLaterIsSentAsItWas() {
    Declaration late =
        new Declaration(new io.dsm.CollectionAddress("t", "app", "late"), "l/v1", "register");
    Operation write =
        new Operation.Write(late.tag(), "k", RegisterRecord.of(version(WALL, PEER), VALUE));
    comes(write);
    given.when(
        new Event.CollectionOpened(new Replica.Registers<>(late, Given.alone().hints, false)));
    assertThat(replayed()).containsExactly(write);
  }

  private void comes(Operation... operations) {
    given.when(
        new Event.DeltaReceived(PEER, new Message.Delta(PEER, 1, List.of(operations), false)));
  }

  /** By a comparison of ranges that never ends: no vector tells of it. */
  private void isPushed(Operation operation) {
    given.view(SELF, PEER, THIRD);
    given.when(
        new Event.RangeAskReceived(
            THIRD, new Message.RangeAsk(1, 1, new RangeQuery.Push(List.of(operation)))));
    given.view(SELF, PEER);
  }

  /** What somebody is sent who has just come. */
  private List<Operation> replayed() {
    Member newcomer = member("newcomer");
    given.view(SELF, PEER, newcomer);
    List<Effect> effects =
        given.when(
            new Event.VectorReceived(
                newcomer, new Message.Vector(VersionVector.EMPTY, false, true)));
    return effects.stream()
        .filter(Effect.SendTo.class::isInstance)
        .map(effect -> ((Effect.SendTo) effect).message())
        .filter(Message.Delta.class::isInstance)
        .flatMap(message -> ((Message.Delta) message).operations().stream())
        .toList();
  }

  private static Operation tombstone(String key, io.dsm.register.Version version) {
    return new Operation.Write(HINTS_DECLARED.tag(), key, RegisterRecord.tombstone(version));
  }
}
