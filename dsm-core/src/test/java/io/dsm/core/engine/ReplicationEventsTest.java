// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import static io.dsm.core.engine.Given.COUNTS_DECLARED;
import static io.dsm.core.engine.Given.HINTS;
import static io.dsm.core.engine.Given.HINTS_DECLARED;
import static io.dsm.core.engine.Given.PEER;
import static io.dsm.core.engine.Given.SELF;
import static io.dsm.core.engine.Given.THIRD;
import static io.dsm.core.engine.Given.VALUE;
import static io.dsm.core.engine.Given.WALL;
import static io.dsm.core.engine.Given.vector;
import static io.dsm.core.engine.Given.version;
import static io.dsm.core.engine.Given.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.core.transport.Message;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.crdt.VersionVector;
import io.dsm.spi.probe.ProbeEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Given a node, when a peer says something, then exactly these effects. */
class ReplicationEventsTest {

  private static List<Effect> delta(Given given, long first, Operation... operations) {
    return given.when(
        new Event.DeltaReceived(PEER, new Message.Delta(PEER, first, List.of(operations), false)));
  }

  private static Effect askUrgently(Member target, VersionVector known) {
    return new Effect.SendTo(target, new Message.Vector(known, true, true));
  }

  @Test
  void theNextOperationsAreAppliedAndPublished() {
    Given given = Given.withPeer();
    List<Effect> effects = delta(given, 1, write("k", version(WALL, PEER)));
    assertThat(effects)
        .containsExactly(
            new Effect.PublishUpdate(HINTS, "k", Objects.requireNonNull(given.hints.cell("k"))));
    assertThat(given.state.known()).isEqualTo(vector(PEER, 1));
  }

  @Test
  void knownOperationsArePassedOver() {
    Given given = Given.withPeer();
    delta(given, 1, write("k", version(WALL, PEER)));
    assertThat(delta(given, 1, write("k", version(WALL, PEER)))).isEmpty();
    assertThat(given.state.known()).isEqualTo(vector(PEER, 1));
  }

  @Test
  void theTombstoneOfAValueWhoseTimeIsOverRemovesTheOneBefore() {
    Given given = Given.withPeer();
    delta(given, 1, write("k", version(WALL, PEER)));
    RegisterRecord ended = new RegisterRecord(version(WALL + 1, PEER), null, WALL - 1);
    assertThat(delta(given, 2, new Operation.Write(Given.HINTS_DECLARED.tag(), "k", ended)))
        .containsExactly(new Effect.PublishRemoval(HINTS, "k"));
  }

  @Test
  void aGapAppliesNothingAndAsksTheSenderOnce() {
    Given given = Given.withPeer();
    assertThat(delta(given, 3, write("k", version(WALL, PEER))))
        .containsExactly(askUrgently(PEER, VersionVector.EMPTY));
    assertThat(delta(given, 4, write("k", version(WALL, PEER)))).isEmpty();
    assertThat(given.hints.cell("k")).isNull();
    assertThat(given.later(300).state.known()).isEqualTo(VersionVector.EMPTY);
    assertThat(delta(given, 5, write("k", version(WALL, PEER)))).hasSize(1);
  }

  @Test
  void anAcknowledgementIsSentToTheOriginWhoAsksForIt() {
    Given given = Given.withPeer();
    Message.Delta delta =
        new Message.Delta(PEER, 1, List.of(write("k", version(WALL, PEER))), true);
    assertThat(given.when(new Event.DeltaReceived(PEER, delta)).getLast())
        .isEqualTo(new Effect.SendTo(PEER, new Message.Ack(1)));
    assertThat(given.when(new Event.DeltaReceived(THIRD, delta))).isEmpty();
  }

  @Test
  void aWriteThatLosesIsCountedAndObserved() {
    Given given = Given.withPeer();
    given.put("k");
    assertThat(delta(given, 1, write("k", version(WALL - 1, PEER))))
        .containsExactly(new Effect.Observe(new ProbeEvent.WriteDiscarded(HINTS)));
  }

  @Test
  void aStampTooFarAheadStopsTheVectorThere() {
    Given given = Given.withPeer();
    assertThat(
            delta(
                given,
                1,
                write("ok", version(WALL + 500, PEER)),
                write("far", version(WALL + 501, PEER)),
                write("after", version(WALL, PEER))))
        .containsExactly(
            new Effect.PublishUpdate(HINTS, "ok", Objects.requireNonNull(given.hints.cell("ok"))),
            new Effect.Observe(new ProbeEvent.StampRefused(PEER, 501)));
    assertThat(given.state.known()).isEqualTo(vector(PEER, 1));
    assertThat(given.state.counters().refusedStamps()).isEqualTo(1);
  }

  @Test
  void dataUnderAnotherSchemaIsPassedOverAndReportedOnce() {
    Given given = Given.withPeer();
    Operation foreign =
        new Operation.Write(new Tag(HINTS, 1), "k", RegisterRecord.of(version(WALL, PEER), VALUE));
    assertThat(delta(given, 1, foreign))
        .hasSize(2)
        .anyMatch(effect -> effect instanceof Effect.Warn);
    assertThat(delta(given, 2, foreign)).isEmpty();
    assertThat(given.hints.cell("k")).isNull();
    assertThat(given.state.counters().mismatched()).isEqualTo(2);
    assertThat(given.state.known()).isEqualTo(vector(PEER, 2));
  }

  @Test
  void aDeltaOfACrdtThatCannotBeReadIsCountedAndPassedOver() {
    Given given = Given.withPeer();
    assertThat(delta(given, 1, new Operation.Join(COUNTS_DECLARED.tag(), "n", new byte[] {9})))
        .hasSize(1)
        .allMatch(Effect.Observe.class::isInstance);
    assertThat(given.state.counters().undecodable()).isEqualTo(1);
    assertThat(given.state.known()).isEqualTo(vector(PEER, 1));
  }

  @Test
  void aNewPeerIsGreetedWithTheSchemaAndADigest() {
    Given given = Given.alone();
    assertThat(given.view(SELF, PEER))
        .containsExactly(
            new Effect.SendTo(PEER, new Message.Schema(List.of(COUNTS_DECLARED, HINTS_DECLARED))),
            new Effect.Observe(new ProbeEvent.ClusterSizeChanged(2)),
            new Effect.Broadcast(new Message.Digest(0, digestOf(given))));
  }

  @Test
  void aPeerThatVanishesIsSuspectedUnlessItSaidGoodbye() {
    Given given = Given.withPeer();
    given.view(SELF, PEER, THIRD);
    given.when(new Event.GoodbyeReceived(THIRD));
    assertThat(given.view(SELF))
        .containsExactly(
            new Effect.Observe(new ProbeEvent.PartitionSuspected(PEER)),
            new Effect.Observe(new ProbeEvent.ClusterSizeChanged(1)));
  }

  private static long digestOf(Given given) {
    return new Contents(given.state).root();
  }
}
