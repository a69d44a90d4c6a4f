// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import static io.dsm.core.engine.Given.COUNTS_DECLARED;
import static io.dsm.core.engine.Given.HINTS;
import static io.dsm.core.engine.Given.HINTS_DECLARED;
import static io.dsm.core.engine.Given.PEER;
import static io.dsm.core.engine.Given.SECOND;
import static io.dsm.core.engine.Given.SELF;
import static io.dsm.core.engine.Given.THIRD;
import static io.dsm.core.engine.Given.VALUE;
import static io.dsm.core.engine.Given.WALL;
import static io.dsm.core.engine.Given.vector;
import static io.dsm.core.engine.Given.version;
import static io.dsm.core.engine.Given.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.crdt.VersionVector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Given a node, when replicas are compared, then exactly these effects. */
class RepairEventsTest {

  private static List<Effect> delta(Given given, long first, Operation... operations) {
    return given.when(
        new Event.DeltaReceived(PEER, new Message.Delta(PEER, first, List.of(operations), false)));
  }

  @Test
  void anEqualDigestCostsNothingAndAnotherIsAskedAboutOncePerTick() {
    Given given = Given.withPeer();
    given.put("k");
    Message.Digest equal = new Message.Digest(given.state.history.root(), digestOf(given));
    assertThat(given.when(new Event.DigestReceived(PEER, equal))).isEmpty();
    assertThat(given.state.lag()).containsEntry(PEER, 0L);
    Message.Digest other = new Message.Digest(99, 0);
    assertThat(given.when(new Event.DigestReceived(PEER, other)))
        .containsExactly(new Effect.SendTo(PEER, new Message.Vector(vector(SELF, 1), true, false)));
    assertThat(given.when(new Event.DigestReceived(PEER, other))).isEmpty();
  }

  @Test
  void whoKnowsLessIsSentTheRestFromTheLogThenTheVector() {
    Given given = Given.withPeer();
    given.put("k1");
    given.put("k2");
    Message.Vector theirs = new Message.Vector(vector(SELF, 1), true, true);
    List<Effect> effects = given.when(new Event.VectorReceived(PEER, theirs));
    Operation second = write("k2", new io.dsm.register.Version(0, WALL, 1, SELF));
    assertThat(effects)
        .filteredOn(Effect.SendTo.class::isInstance)
        .containsExactly(
            new Effect.SendTo(PEER, new Message.Delta(SELF, 2, List.of(second), false)),
            new Effect.SendTo(PEER, new Message.Vector(vector(SELF, 2), false, true)));
    assertThat(given.state.counters().repairs()).isEqualTo(1);
  }

  @Test
  void operationsStillUnderWayAreNotRepairedUnlessItIsUrgent() {
    Given given = Given.withPeer();
    given.put("k");
    Message.Vector theirs = new Message.Vector(VersionVector.EMPTY, false, false);
    assertThat(given.when(new Event.VectorReceived(PEER, theirs))).isEmpty();
    given.when(new Event.RepairTick());
    given.when(new Event.RepairTick());
    assertThat(given.when(new Event.VectorReceived(PEER, theirs))).isNotEmpty();
  }

  @Test
  void aPeerThatDoesNotTakeWhatItIsSentIsNotSentItAgainBeforeTheNextTick() {
    Given given = Given.withPeer();
    given.put("k");
    Message.Vector theirs = new Message.Vector(VersionVector.EMPTY, false, true);
    assertThat(given.when(new Event.VectorReceived(PEER, theirs))).isNotEmpty();
    assertThat(given.when(new Event.VectorReceived(PEER, theirs))).isEmpty();
    given.when(new Event.RepairTick());
    assertThat(given.when(new Event.VectorReceived(PEER, theirs))).isNotEmpty();
  }

  @Test
  void aLogThatDoesNotReachIsReplacedByASnapshot() {
    Given given = Given.withPeer(Given.settings(true, 0));
    given.put("k");
    Message.Vector theirs = new Message.Vector(VersionVector.EMPTY, false, true);
    Operation entry = write("k", version(WALL, SELF));
    assertThat(given.when(new Event.VectorReceived(PEER, theirs)))
        .filteredOn(Effect.SendTo.class::isInstance)
        .containsExactly(
            new Effect.SendTo(PEER, new Message.SnapshotChunk(1, 0, List.of(entry))),
            new Effect.SendTo(
                PEER,
                new Message.SnapshotDone(
                    1, 1, vector(SELF, 1), List.of(COUNTS_DECLARED.address(), HINTS), true)));
  }

  @Test
  void aCompleteSnapshotStandsForTheVectorOfItsSender() {
    Given given = Given.withPeer();
    Operation entry = write("k", version(WALL, THIRD));
    assertThat(
            given.when(
                new Event.SnapshotChunkReceived(
                    PEER, new Message.SnapshotChunk(1, 0, List.of(entry)))))
        .contains(new Effect.SendTo(PEER, new Message.SnapshotAck(1, 1)));
    assertThat(given.state.known()).isEqualTo(VersionVector.EMPTY);
    given.when(done(1));
    assertThat(given.state.known()).isEqualTo(vector(THIRD, 9));
  }

  @Test
  void aSnapshotWithAMissingPieceStandsForNothing() {
    Given given = Given.withPeer();
    Operation entry = write("k", version(WALL, THIRD));
    given.when(
        new Event.SnapshotChunkReceived(PEER, new Message.SnapshotChunk(1, 1, List.of(entry))));
    given.when(done(2));
    assertThat(given.state.known()).isEqualTo(VersionVector.EMPTY);
  }

  @Test
  void aSnapshotWithARefusedStampStandsForNothing() {
    Given given = Given.withPeer();
    Operation entry = write("k", version(WALL + 9_999, THIRD));
    given.when(
        new Event.SnapshotChunkReceived(PEER, new Message.SnapshotChunk(1, 0, List.of(entry))));
    given.when(done(1));
    assertThat(given.state.known()).isEqualTo(VersionVector.EMPTY);
  }

  @Test
  void aTickComparesAndArmsTheNextOne() {
    Given given = Given.withPeer();
    assertThat(given.when(new Event.RepairTick()))
        .containsExactly(
            new Effect.Broadcast(new Message.Digest(0, digestOf(given))),
            new Effect.ArmTimer(SECOND, true, new Event.RepairTick()));
    assertThat(Given.alone().when(new Event.RepairTick())).hasSize(1);
  }

  @Test
  void otherContentUnderTheSameVectorIsComparedInFullWhenItStaysSo() {
    Given given = Given.withPeer();
    Event digest = new Event.DigestReceived(PEER, new Message.Digest(0, 5));
    assertThat(given.when(digest)).isEmpty();
    List<Effect> second = given.when(digest);
    assertThat(second)
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.SendTo.class,
            send -> assertThat(send.message()).isInstanceOf(Message.Fingerprints.class));
    Event theirs =
        new Event.FingerprintsReceived(
            PEER,
            new Message.Fingerprints(
                java.util.Map.of(HINTS_DECLARED.tag(), 5L, COUNTS_DECLARED.tag(), 0L), false));
    assertThat(given.when(theirs))
        .containsExactly(new Effect.SendTo(PEER, new Message.SnapshotRequest(HINTS)));
  }

  @Test
  void aCollectionDeclaredLateIsAnnouncedAndAskedForWhereItIs() {
    Given given = Given.withPeer();
    Declaration late =
        new Declaration(new io.dsm.CollectionAddress("t", "app", "late"), "l/v1", "register");
    delta(
        given,
        1,
        new Operation.Write(late.tag(), "k", RegisterRecord.of(version(WALL, PEER), VALUE)));
    given.when(new Event.SchemaReceived(PEER, new Message.Schema(List.of(late))));
    assertThat(
            given.when(
                new Event.CollectionOpened(
                    new Replica.Registers<>(late, Given.alone().hints, false))))
        .containsExactly(
            new Effect.Broadcast(new Message.Schema(List.of(late))),
            new Effect.SendTo(PEER, new Message.SnapshotRequest(late.address())));
  }

  private static Event done(int chunks) {
    return new Event.SnapshotDoneReceived(
        PEER,
        new Message.SnapshotDone(
            1, chunks, vector(THIRD, 9), List.of(HINTS, COUNTS_DECLARED.address()), true));
  }

  private static long digestOf(Given given) {
    return new Contents(given.state).root();
  }
}
