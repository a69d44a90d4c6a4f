// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import static io.dsm.core.engine.Given.CALLER;
import static io.dsm.core.engine.Given.COUNTS;
import static io.dsm.core.engine.Given.HINTS;
import static io.dsm.core.engine.Given.PEER;
import static io.dsm.core.engine.Given.SECOND;
import static io.dsm.core.engine.Given.SELF;
import static io.dsm.core.engine.Given.THIRD;
import static io.dsm.core.engine.Given.VALUE;
import static io.dsm.core.engine.Given.WALL;
import static io.dsm.core.engine.Given.version;
import static io.dsm.core.engine.Given.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.command.Command;
import io.dsm.core.command.Computation;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;
import io.dsm.core.types.crdt.counter.PnCounterState;
import io.dsm.core.types.crdt.counter.PnCounters;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Given a node, when a caller wants something, then exactly these effects. */
class WriteEventsTest {

  private static final Computation<PnCounterState> ADD_TWO =
      (current, dot, clock) -> PnCounters.added(current, dot.origin(), 2);

  @Test
  void aPutAloneIsPublishedAndAnsweredAndSentToNobody() {
    Given given = Given.alone();
    List<Effect> effects = given.put("k");
    assertThat(effects)
        .containsExactly(
            new Effect.PublishUpdate(HINTS, "k", cell(given, "k")),
            new Effect.CompleteCaller(CALLER, new Outcome.Written(version(WALL, SELF))));
  }

  @Test
  void aPutWithAPeerIsReplicatedUnderTheNextNumber() {
    Given given = Given.withPeer();
    given.put("first");
    List<Effect> effects = given.put("k");
    Version stamp = new Version(0, WALL, 1, SELF);
    assertThat(effects)
        .containsExactly(
            new Effect.PublishUpdate(HINTS, "k", cell(given, "k")),
            new Effect.Replicate(2, write("k", stamp), false),
            new Effect.CompleteCaller(CALLER, new Outcome.Written(stamp)));
  }

  @Test
  void withBroadcastOffAPutIsLoggedButNotSent() {
    Given given = Given.withPeer(Given.settings(false, 1 << 20));
    assertThat(given.put("k")).noneMatch(Effect.Replicate.class::isInstance);
    assertThat(given.state.known().of(SELF)).isEqualTo(1);
  }

  @Test
  void aPutOnACollectionThatIsNotOpenFails() {
    CollectionAddress nowhere = new CollectionAddress("t", "app", "nowhere");
    List<Effect> effects =
        Given.alone()
            .when(
                new Event.PutRequested(
                    new Command.Put(nowhere, "k", VALUE, 0, Optional.empty(), Optional.empty()),
                    CALLER));
    assertThat(effects)
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.CompleteCaller.class,
            complete ->
                assertThat(complete.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                            assertThat(failed.reason())
                                .isInstanceOf(DsmException.Rejected.class)
                                .hasMessageContaining("t/app/nowhere")));
  }

  @Test
  void aGuardedPutOverAnotherVersionIsAnsweredWithIt() {
    Given given = Given.alone();
    given.put("k");
    Command.Put guarded =
        new Command.Put(HINTS, "k", VALUE, 0, Optional.of(version(1, PEER)), Optional.empty());
    assertThat(given.when(new Event.PutRequested(guarded, CALLER)))
        .containsExactly(
            new Effect.CompleteCaller(
                CALLER, new Outcome.NotExpected(Optional.of(version(WALL, SELF)))));
  }

  @Test
  void removingSomethingPresentWritesATombstone() {
    Given given = Given.withPeer();
    given.put("k");
    Version stamp = new Version(0, WALL, 1, SELF);
    assertThat(given.when(new Event.RemoveRequested(new Command.Remove(HINTS, "k"), CALLER)))
        .containsExactly(
            new Effect.PublishRemoval(HINTS, "k"),
            new Effect.Replicate(
                2,
                new Operation.Write(
                    Given.HINTS_DECLARED.tag(), "k", RegisterRecord.tombstone(stamp)),
                false),
            new Effect.CompleteCaller(CALLER, new Outcome.Removed(true)));
  }

  @Test
  void removingSomethingAbsentChangesNothing() {
    Given given = Given.withPeer();
    assertThat(given.when(new Event.RemoveRequested(new Command.Remove(HINTS, "k"), CALLER)))
        .containsExactly(new Effect.CompleteCaller(CALLER, new Outcome.Removed(false)));
    assertThat(given.state.known()).isEqualTo(VersionVector.EMPTY);
  }

  @Test
  void anUpdateReplicatesItsDeltaAndAnswersWithTheState() {
    Given given = Given.withPeer();
    given.when(new Event.UpdateRequested(new Command.Update(COUNTS, "n", ADD_TWO), CALLER));
    List<Effect> effects =
        given.when(new Event.UpdateRequested(new Command.Update(COUNTS, "n", ADD_TWO), CALLER));
    assertThat(given.counts.at("n").value()).isEqualTo(4);
    assertThat(effects).hasSize(3);
    assertThat(effects.get(0)).isEqualTo(new Effect.PublishUpdate(COUNTS, "n", "n"));
    assertThat(effects.get(1))
        .isInstanceOfSatisfying(
            Effect.Replicate.class, sent -> assertThat(sent.number()).isEqualTo(2));
    assertThat(effects.get(2))
        .isEqualTo(new Effect.CompleteCaller(CALLER, new Outcome.Updated(given.counts.at("n"))));
  }

  @Test
  void anUpdateThatChangesNothingOrFailsLeavesNothingBehind() {
    Given given = Given.withPeer();
    Computation<PnCounterState> nothing = (current, dot, clock) -> current;
    Computation<PnCounterState> failing =
        (current, dot, clock) -> {
          throw new IllegalStateException("mutation failed");
        };
    assertThat(
            given.when(new Event.UpdateRequested(new Command.Update(COUNTS, "n", nothing), CALLER)))
        .hasSize(1);
    assertThat(
            given.when(new Event.UpdateRequested(new Command.Update(COUNTS, "n", failing), CALLER)))
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.CompleteCaller.class,
            complete -> assertThat(complete.outcome()).isInstanceOf(Outcome.Failed.class));
    assertThat(given.state.known()).isEqualTo(VersionVector.EMPTY);
  }

  @Test
  void waitingForAllArmsATimerAndEndsWithTheLastAcknowledgement() {
    Given given = Given.withPeer();
    given.view(SELF, PEER, THIRD);
    Version stamp = version(WALL, SELF);
    assertThat(given.putAwaiting(Acknowledgement.ALL))
        .containsExactly(
            new Effect.PublishUpdate(HINTS, "k", cell(given, "k")),
            new Effect.Replicate(1, write("k", stamp), true),
            new Effect.CompleteCaller(CALLER, new Outcome.Written(stamp)),
            new Effect.ArmTimer(SECOND, false, new Event.AckTimedOut(1)));
    assertThat(given.when(new Event.AckReceived(PEER, new Message.Ack(1)))).isEmpty();
    assertThat(given.when(new Event.AckReceived(PEER, new Message.Ack(1)))).isEmpty();
    assertThat(given.when(new Event.AckReceived(THIRD, new Message.Ack(1))))
        .containsExactly(new Effect.CompleteCaller(CALLER, new Outcome.Written(stamp)));
    assertThat(given.when(new Event.AckTimedOut(1))).isEmpty();
  }

  @Test
  void aMajorityOfThreeNeedsOnePeer() {
    Given given = Given.withPeer();
    given.view(SELF, PEER, THIRD);
    given.putAwaiting(Acknowledgement.MAJORITY);
    assertThat(given.when(new Event.AckReceived(THIRD, new Message.Ack(1)))).hasSize(1);
  }

  @Test
  void anAcknowledgementOfWhatWasNeverWrittenIsNotBelieved() {
    Given given = Given.withPeer();
    given.putAwaiting(Acknowledgement.ALL);
    given.when(new Event.AckReceived(PEER, new Message.Ack(1_000)));
    given.put("next");
    assertThat(given.state.lag()).containsEntry(PEER, 1L);
  }

  @Test
  void aTimeoutIsIndeterminateAndSoIsStopping() {
    Given given = Given.withPeer();
    given.putAwaiting(Acknowledgement.ALL);
    given.putAwaiting(Acknowledgement.ALL);
    assertThat(given.when(new Event.AckTimedOut(1)))
        .singleElement()
        .extracting(WriteEventsTest::reason)
        .isInstanceOf(DsmException.Indeterminate.class);
    List<Effect> stopping = given.when(new Event.Stopping());
    assertThat(reason(stopping.getFirst())).isInstanceOf(DsmException.Indeterminate.class);
    assertThat(stopping.getLast()).isEqualTo(new Effect.Broadcast(new Message.Goodbye()));
  }

  @Test
  void theEndOfALifetimeIsPublishedButNotReplicated() {
    Given given = Given.withPeer();
    given.when(new Event.PutRequested(Given.putCommand("k", 100, Optional.empty()), CALLER));
    Effect again = new Effect.ArmTimer(SECOND / 4, false, new Event.ExpiryTick());
    assertThat(given.later(99).when(new Event.ExpiryTick())).containsExactly(again);
    assertThat(given.later(1).when(new Event.ExpiryTick()))
        .containsExactly(new Effect.PublishRemoval(HINTS, "k"), again);
    assertThat(given.state.known().of(SELF)).isEqualTo(1);
  }

  private static RegisterCell<String> cell(Given given, String key) {
    return Objects.requireNonNull(given.hints.cell(key));
  }

  private static DsmException reason(Effect effect) {
    return ((Outcome.Failed) ((Effect.CompleteCaller) effect).outcome()).reason();
  }
}
