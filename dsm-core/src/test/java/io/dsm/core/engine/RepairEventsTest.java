// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import static io.dsm.core.engine.Given.COUNTS_DECLARED;
import static io.dsm.core.engine.Given.HINTS;
import static io.dsm.core.engine.Given.HINTS_DECLARED;
import static io.dsm.core.engine.Given.PEER;
import static io.dsm.core.engine.Given.SECOND;
import static io.dsm.core.engine.Given.SELF;
import static io.dsm.core.engine.Given.VALUE;
import static io.dsm.core.engine.Given.WALL;
import static io.dsm.core.engine.Given.vector;
import static io.dsm.core.engine.Given.version;
import static io.dsm.core.engine.Given.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Stability;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.RangeQuery;
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
  void whoLacksWhatNoLogHasIsAdvisedToCompareRanges() {
    Given given = Given.withPeer(Given.settings(true, 0));
    given.put("k");
    Message.Vector theirs = new Message.Vector(VersionVector.EMPTY, false, true);
    assertThat(given.when(new Event.VectorReceived(PEER, theirs)))
        .containsExactly(new Effect.SendTo(PEER, new Message.RepairAdvised()));
  }

  @Test
  void aTickComparesAndArmsTheNextOne() {
    Given given = Given.withPeer();
    assertThat(given.when(new Event.RepairTick()))
        .containsExactly(
            new Effect.Broadcast(
                new Message.Digest(0, digestOf(given), new Stability.Progress(0, WALL - 1, 0, 0))),
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
                java.util.Map.of(HINTS_DECLARED.tag(), 5L, COUNTS_DECLARED.tag(), 0L)));
    assertThat(given.when(theirs)).anySatisfy(effect -> assertOpens(effect, HINTS));
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
        .contains(new Effect.Broadcast(new Message.Schema(List.of(late))))
        .anySatisfy(effect -> assertOpens(effect, late.address()));
  }

  private static void assertOpens(Effect effect, io.dsm.CollectionAddress... collections) {
    assertThat(effect)
        .isInstanceOfSatisfying(
            Effect.SendTo.class,
            send ->
                assertThat(send.message())
                    .isInstanceOfSatisfying(
                        Message.RangeAsk.class,
                        ask ->
                            assertThat(ask.query())
                                .isEqualTo(new RangeQuery.Open(List.of(collections)))));
  }

  private static long digestOf(Given given) {
    return new Contents(given.state).root();
  }
}
